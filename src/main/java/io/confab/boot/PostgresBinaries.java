package io.confab.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that the build puts on the class path. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** Whether this build carries PostgreSQL for this machine; a native image never does. */
  static boolean present() {
    return PostgresBinaries.class.getResource(archive()) != null;
  }

  /** The directory that holds {@code bin}, {@code lib} and {@code share}, below the given one. */
  static Path unpackInto(final Path parent) {
    try {
      final Path home = parent.resolve("postgresql-" + fingerprint());
      if (!Files.isDirectory(home)) {
        unpack(home);
      }
      return home;
    } catch (final IOException e) {
      throw new StartException("Confab cannot unpack PostgreSQL into " + parent, e);
    }
  }

  private static void unpack(final Path home) throws IOException {
    final Path partial = Files.createDirectories(Path.of(home + ".part"));
    final Process tar =
        new ProcessBuilder(List.of("tar", "-x", "--no-same-owner", "-C", partial.toString()))
            .redirectErrorStream(true)
            .start();
    try (InputStream packed = open();
        OutputStream archive = tar.getOutputStream()) {
      new XZInputStream(packed).transferTo(archive);
    }
    if (tar.onExit().join().exitValue() != 0) {
      throw new IOException("tar: " + new String(tar.getInputStream().readAllBytes()));
    }
    Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String fingerprint() throws IOException {
    try (InputStream packed = open()) {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(packed, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static InputStream open() throws IOException {
    final InputStream packed = PostgresBinaries.class.getResourceAsStream(archive());
    if (packed == null) {
      throw new IOException("this build carries no " + archive());
    }
    return packed;
  }

  private static String archive() {
    final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    final boolean arm = "aarch64".equals(System.getProperty("os.arch"));
    return "/postgres-%s-%s.txz"
        .formatted(os.startsWith("mac") ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
  }
}
