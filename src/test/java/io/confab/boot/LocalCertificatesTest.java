package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCertificatesTest {
  private static final String PASSWORD = "only-for-this-test";

  @TempDir Path directory;

  @Test
  void issuesOneAuthorityAndAServerCertificateThatItVouchesFor() throws Exception {
    certificates().ensure(List.of(address("192.0.2.7"), address("2001:db8::7")), Instant.now());

    final X509Certificate server = server();
    server.verify(authority().getPublicKey());
    assertThat(authority().getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getSubjectAlternativeNames())
        .map(name -> name.get(1).toString())
        .contains("localhost", "127.0.0.1", "192.0.2.7", "2001:db8:0:0:0:0:0:7");
  }

  @Test
  void changesNothingWhileTheCertificateFits() throws Exception {
    certificates().ensure(List.of(address("192.0.2.7")), Instant.now());
    final X509Certificate first = server();

    certificates().ensure(List.of(address("192.0.2.7")), Instant.now());

    assertThat(server()).isEqualTo(first);
  }

  @Test
  void issuesAgainForANewAddressUnderTheSameAuthority() throws Exception {
    certificates().ensure(List.of(address("192.0.2.7")), Instant.now());
    final X509Certificate firstAuthority = authority();
    final X509Certificate first = server();

    certificates().ensure(List.of(address("192.0.2.8")), Instant.now());

    assertThat(server()).isNotEqualTo(first);
    assertThat(authority()).isEqualTo(firstAuthority);
  }

  @Test
  void issuesAgainBeforeTheCertificateExpires() throws Exception {
    certificates().ensure(List.of(), Instant.now());
    final X509Certificate first = server();

    certificates().ensure(List.of(), Instant.now().plus(Duration.ofDays(380)));

    assertThat(server()).isNotEqualTo(first);
  }

  private LocalCertificates certificates() {
    return new LocalCertificates(directory, PASSWORD);
  }

  private static InetAddress address(final String text) throws IOException {
    return InetAddress.getByName(text);
  }

  private X509Certificate authority() throws IOException, GeneralSecurityException {
    try (InputStream file = Files.newInputStream(certificates().authorityCertificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  private X509Certificate server() throws IOException, GeneralSecurityException {
    try (InputStream file = Files.newInputStream(certificates().server())) {
      final KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, PASSWORD.toCharArray());
      return (X509Certificate) store.getCertificate(LocalCertificates.SERVER);
    }
  }
}
