package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneAccessTest {
  private final PhoneAccess phones =
      new PhoneAccess(
          Optional.of(Path.of("authority.crt")),
          Optional.of(List.of("192.168.2.7", "fd00:0:0:0:0:0:0:7", "localhost", "127.0.0.1")),
          8080,
          8443);

  @ParameterizedTest
  @CsvSource({
    "localhost, https://localhost:8443/",
    "LocalHost, https://localhost:8443/",
    "192.168.2.7, https://192.168.2.7:8443/",
    "[fd00::7], https://[fd00:0:0:0:0:0:0:7]:8443/",
    "evil.example, https://192.168.2.7:8443/",
    "203.0.113.9, https://192.168.2.7:8443/",
    "'', https://192.168.2.7:8443/"
  })
  void leadsOnlyWhereTheCertificateHolds(final String asked, final String target) {
    assertThat(phones.secure(asked)).hasToString(target);
  }
}
