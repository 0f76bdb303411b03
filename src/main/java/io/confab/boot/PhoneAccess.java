package io.confab.boot;

import io.nayuki.qrcodegen.QrCode;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How other devices of the network join: by HTTPS, once they trust the local authority. */
@Singleton
final class PhoneAccess {
  /** Configuration: where the local authority's certificate lies, set by {@link LocalTls}. */
  static final String CERTIFICATE = "confab.local-authority";

  private final Optional<Path> certificate;
  private final int httpPort;
  private final int httpsPort;

  PhoneAccess(
      @ConfigProperty(name = CERTIFICATE) final Optional<Path> certificate,
      @ConfigProperty(name = "quarkus.http.port") final int httpPort,
      @ConfigProperty(name = "quarkus.http.ssl-port") final int httpsPort) {
    this.certificate = certificate;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** The authority's certificate; empty when the service runs without {@code --tls}. */
  Optional<Path> certificate() {
    return certificate;
  }

  /** This server's HTTPS address under the host name or address that a request came to. */
  URI secure(final String host) {
    return URI.create("https://%s:%d/".formatted(host, httpsPort));
  }

  /** Prints the way in and its QR code, when there is one. */
  void print(final PrintStream terminal) {
    final List<InetAddress> addresses = certificate.isEmpty() ? List.of() : LanAddresses.all();
    if (addresses.isEmpty()) {
      return;
    }
    final String host = LanAddresses.inUrl(addresses.getFirst());
    final String guide = "http://%s:%d/phone".formatted(host, httpPort);
    terminal.printf(
        """
          On a phone in this network, scan:  %s
          It shows how to trust this machine, once; the call is then at %s

        """,
        guide, secure(host));
    terminal.println(TerminalQrCode.of(QrCode.encodeText(guide, QrCode.Ecc.LOW)));
  }

  /** The line that tells how to get there. */
  String hint() {
    return certificate.isPresent()
        ? "Also on every address of this machine, by HTTPS on port " + httpsPort
        : "From a phone in this network:          ./run --tls";
  }
}
