package io.confab.boot;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A certificate authority of this installation, made once and good for {@link PrivateNetworks}
 * alone, and the certificate it issues for this machine's names. Made with the JDK's own {@code
 * keytool}.
 */
final class LocalCertificates {
  /** The name of the server's entry in its key store. */
  static final String SERVER = "server";

  private static final String LOCALHOST = "localhost";
  private static final int CA_DAYS = 3650;

  /** What phones accept at most from an authority that their owner installed is longer. */
  private static final int SERVER_DAYS = 397;

  private static final String PASSWORD_VARIABLE = "CONFAB_KEY_STORE_PASSWORD";
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final int SAN_DNS = 2;
  private static final int SAN_IP = 7;

  private final Path directory;
  private final String password;
  private final Path authority;
  private final Path server;

  LocalCertificates(final Path directory, final String password) {
    this.directory = directory;
    this.password = password;
    this.authority = directory.resolve("authority.p12");
    this.server = directory.resolve("server.p12");
  }

  /** The key store of the server: its key, its certificate, the authority's certificate. */
  Path server() {
    return server;
  }

  /** The authority's certificate in DER, for people to install. */
  Path authorityCertificate() {
    return directory.resolve("confab-local-authority.crt");
  }

  /** What a certificate for those addresses names, in the order of preference. */
  static List<String> hosts(final List<InetAddress> addresses) {
    return Stream.concat(
            addresses.stream().map(LanAddresses::withoutZone), Stream.of(LOCALHOST, "127.0.0.1"))
        .toList();
  }

  /** Makes what is missing, expires soon, or does not name every host. */
  void ensure(final List<String> hosts, final Instant now) {
    if (!isConstrained()) {
      makeAuthority();
    }
    final Set<String> names = new TreeSet<>();
    hosts.forEach(host -> names.add((host.equals(LOCALHOST) ? "dns:" : "ip:") + host));
    if (!isCurrent(names, now)) {
      issue(names);
    }
  }

  private void makeAuthority() {
    delete(authority);
    keytool(
        authority,
        List.of("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-groupname", "secp256r1"),
        List.of("-dname", "CN=Confab local authority on " + hostName()),
        List.of("-validity", Integer.toString(CA_DAYS)),
        List.of("-ext", "bc:critical=ca:true,pathlen:0", "-ext", "ku:critical=keyCertSign"),
        List.of("-ext", PrivateNetworks.keytoolExtension()));
    keytool(
        authority,
        List.of("-exportcert", "-alias", "authority", "-file", authorityCertificate().toString()));
  }

  private void issue(final Collection<String> names) {
    final Path request = directory.resolve("server.csr");
    final Path certificate = directory.resolve("server.crt");
    delete(server);
    final List<String> own = List.of("-alias", SERVER);
    keytool(
        server,
        List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Confab"),
        own);
    keytool(server, List.of("-certreq", "-file", request.toString()), own);
    keytool(
        authority,
        List.of("-gencert", "-alias", "authority", "-validity", Integer.toString(SERVER_DAYS)),
        List.of("-infile", request.toString(), "-outfile", certificate.toString()),
        List.of("-ext", "san=" + String.join(",", names), "-ext", "eku=serverAuth"),
        List.of("-ext", "ku:critical=digitalSignature"));
    keytool(
        server,
        List.of("-importcert", "-noprompt", "-alias", "authority"),
        List.of("-file", authorityCertificate().toString()));
    keytool(server, List.of("-importcert", "-file", certificate.toString()), own);
  }

  private boolean isConstrained() {
    try {
      return Files.exists(authorityCertificate())
          && Arrays.equals(
              authority().getExtensionValue(PrivateNetworks.NAME_CONSTRAINTS),
              PrivateNetworks.extensionValue());
    } catch (final IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private X509Certificate authority() throws IOException, GeneralSecurityException {
    try (InputStream file = Files.newInputStream(authorityCertificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  private boolean isCurrent(final Set<String> names, final Instant now) {
    if (!Files.exists(server)) {
      return false;
    }
    try (InputStream file = Files.newInputStream(server)) {
      final KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, password.toCharArray());
      store.getCertificate(SERVER).verify(authority().getPublicKey());
      return store.getCertificate(SERVER) instanceof X509Certificate certificate
          && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE))
          && namesOf(certificate).containsAll(names);
    } catch (final IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static Set<String> namesOf(final X509Certificate certificate)
      throws GeneralSecurityException {
    final Set<String> names = new TreeSet<>();
    for (final List<?> name : certificate.getSubjectAlternativeNames()) {
      switch ((Integer) name.get(0)) {
        case SAN_DNS -> names.add("dns:" + name.get(1));
        case SAN_IP -> names.add("ip:" + name.get(1));
        default -> throw new GeneralSecurityException("a name that Confab never issues");
      }
    }
    return names;
  }

  @SafeVarargs
  private void keytool(final Path store, final List<String>... arguments) {
    final List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (final List<String> each : arguments) {
      words.addAll(each);
    }
    words.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    words.addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
    new Command(words, Map.of(PASSWORD_VARIABLE, password))
        .orFail("Confab cannot make its certificates");
  }

  private static void delete(final Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (final IOException e) {
      throw new StartException("Confab cannot replace " + file, e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "");
    } catch (final UnknownHostException e) {
      return "this machine";
    }
  }
}
