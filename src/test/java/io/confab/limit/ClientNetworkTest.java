package io.confab.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientNetworkTest {
  @Test
  void aHostOfManyIpv6AddressesIsOneClient() {
    assertThat(ClientNetwork.of("2001:db8:1:2:aaaa::1"))
        .isEqualTo(ClientNetwork.of("[2001:db8:1:2::2]"))
        .isNotEqualTo(ClientNetwork.of("2001:db8:1:3::1"));
    assertThat(ClientNetwork.of("fe80::1%eth0")).isEqualTo(ClientNetwork.of("fe80::2"));
  }

  @Test
  void anIpv4AddressIsOneClientHoweverItIsWritten() {
    assertThat(ClientNetwork.of("203.0.113.7")).isNotEqualTo(ClientNetwork.of("203.0.113.8"));
    assertThat(ClientNetwork.of("::ffff:203.0.113.7")).isEqualTo(ClientNetwork.of("203.0.113.7"));
  }

  @Test
  void whatIsNoAddressStandsForItself() {
    assertThat(ClientNetwork.of("unknown")).isEqualTo("unknown");
    assertThat(ClientNetwork.of("")).isEmpty();
  }
}
