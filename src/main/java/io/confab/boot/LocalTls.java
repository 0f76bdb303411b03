package io.confab.boot;

import java.time.Instant;
import java.util.List;

/**
 * HTTPS with a certificate of this installation's own authority, for phones of the same network.
 */
final class LocalTls {
  private LocalTls() {}

  /** Makes the certificates and passes them on as configuration. */
  static void prepare(final DataDirectory data, final SecretsFile secrets, final Instant now) {
    final String password = secrets.valueOr("tls.password", RandomSecret::password);
    final LocalCertificates certificates = new LocalCertificates(data.certificates(), password);
    final List<String> hosts = LocalCertificates.hosts(LanAddresses.all());
    certificates.ensure(hosts, now);
    System.setProperty("quarkus.tls.key-store.p12.path", certificates.server().toString());
    System.setProperty("quarkus.tls.key-store.p12.password", password);
    System.setProperty("quarkus.tls.key-store.p12.alias", LocalCertificates.SERVER);
    System.setProperty("quarkus.tls.key-store.p12.alias-password", password);
    System.setProperty(PhoneAccess.HOSTS, String.join(",", hosts));
    System.setProperty(PhoneAccess.CERTIFICATE, certificates.authorityCertificate().toString());
  }
}
