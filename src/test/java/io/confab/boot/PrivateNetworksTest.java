package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.255.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.168.1.1",
        "100.127.0.1",
        "::1",
        "fc00::1",
        "fdff::1"
      })
  void containWhatNobodyOwns(final String address) {
    assertThat(PrivateNetworks.contain(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.169.0.1",
        "100.128.0.1",
        "8.8.8.8",
        "::2",
        "2001:db8::7",
        "fe00::1"
      })
  void containNothingElse(final String address) {
    assertThat(PrivateNetworks.contain(InetAddress.ofLiteral(address))).isFalse();
  }
}
