package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCertificatesTest {
  private static final String PASSWORD = "only-for-this-test";

  @TempDir Path directory;

  @Test
  void issuesOneAuthorityAndAServerCertificateThatItVouchesFor() throws Exception {
    ensure("192.168.2.7", "fd00::7");

    final X509Certificate server = server();
    server.verify(authority().getPublicKey());
    assertThat(authority().getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getSubjectAlternativeNames())
        .map(name -> name.get(1).toString())
        .contains("localhost", "127.0.0.1", "192.168.2.7", "fd00:0:0:0:0:0:0:7");
  }

  @Test
  void changesNothingWhileTheCertificateFits() throws Exception {
    ensure("192.168.2.7");
    final X509Certificate first = server();

    ensure("192.168.2.7");

    assertThat(server()).isEqualTo(first);
  }

  @Test
  void issuesAgainForANewAddressUnderTheSameAuthority() throws Exception {
    ensure("192.168.2.7");
    final X509Certificate firstAuthority = authority();
    final X509Certificate first = server();

    ensure("192.168.2.8");

    assertThat(server()).isNotEqualTo(first);
    assertThat(authority()).isEqualTo(firstAuthority);
  }

  @Test
  void issuesAgainBeforeTheCertificateExpires() throws Exception {
    ensure();
    final X509Certificate first = server();

    certificates()
        .ensure(LocalCertificates.hosts(List.of()), Instant.now().plus(Duration.ofDays(380)));

    assertThat(server()).isNotEqualTo(first);
  }

  @Test
  void vouchesForPrivateNetworksAlone() throws Exception {
    ensure("192.168.2.7", "172.31.0.1", "10.1.2.3", "100.64.0.1", "fd00::7");
    validate();
    assertThat(authority().getCriticalExtensionOIDs()).contains(PrivateNetworks.NAME_CONSTRAINTS);

    ensure("172.32.0.1");
    assertThatThrownBy(this::validate).isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void replacesAnAuthorityThatVouchesForMore() throws Exception {
    ensure();
    final X509Certificate first = server();
    Files.write(certificates().authorityCertificate(), first.getEncoded());

    ensure();

    assertThat(server()).isNotEqualTo(first);
    validate();
  }

  private LocalCertificates certificates() {
    return new LocalCertificates(directory, PASSWORD);
  }

  private void ensure(final String... addresses) {
    certificates()
        .ensure(
            LocalCertificates.hosts(Stream.of(addresses).map(InetAddress::ofLiteral).toList()),
            Instant.now());
  }

  /**
   * Whether somebody who trusts the authority believes the server's certificate. Java hears a
   * certificate's name constraints only below its anchor, so the anchor is the bare key.
   */
  private void validate() throws IOException, GeneralSecurityException {
    final TrustAnchor anchor =
        new TrustAnchor(authority().getSubjectX500Principal(), authority().getPublicKey(), null);
    final PKIXParameters trust = new PKIXParameters(Set.of(anchor));
    trust.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(server(), authority())),
            trust);
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
