package io.confab.boot;

import io.nayuki.qrcodegen.QrCode;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How other devices of the network join: by HTTPS, once they trust the local authority. */
@Singleton
final class PhoneAccess {
  /** Configuration: where the local authority's certificate lies, set by {@link LocalTls}. */
  static final String CERTIFICATE = "confab.local-authority";

  /** Configuration: what the server's certificate names, the best first; set likewise. */
  static final String HOSTS = "confab.local-hosts";

  private final Optional<Path> certificate;
  private final List<String> hosts;
  private final int httpPort;
  private final int httpsPort;

  PhoneAccess(
      @ConfigProperty(name = CERTIFICATE) final Optional<Path> certificate,
      @ConfigProperty(name = HOSTS) final Optional<List<String>> hosts,
      @ConfigProperty(name = "quarkus.http.port") final int httpPort,
      @ConfigProperty(name = "quarkus.http.ssl-port") final int httpsPort) {
    this.certificate = certificate;
    this.hosts = hosts.orElse(List.of());
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** The authority's certificate; empty when the service runs without {@code --tls}. */
  Optional<Path> certificate() {
    return certificate;
  }

  /**
   * This server's HTTPS address: under the name or address that a request came to if the
   * certificate bears it, else under the one that devices of the network most likely reach.
   *
   * @param asked as in the URL of the request
   */
  URI secure(final String asked) {
    final String host = hosts.contains(plain(asked)) ? plain(asked) : hosts.getFirst();
    return URI.create(
        "https://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, httpsPort));
  }

  /** As a certificate spells it. */
  private static String plain(final String host) {
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).getHostAddress();
    } catch (final IllegalArgumentException aName) {
      return host.toLowerCase(Locale.ROOT);
    }
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
