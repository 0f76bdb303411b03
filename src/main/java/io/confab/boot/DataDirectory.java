package io.confab.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Everything Confab keeps on this machine. Secrets lie beside the database, never inside it. */
public record DataDirectory(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** The directory at a path, made if need be, readable by its owner alone. */
  public static DataDirectory at(final Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath(), OWNER_ONLY);
      return new DataDirectory(path.toRealPath());
    } catch (final IOException e) {
      throw new StartException("Confab cannot keep its data in " + path, e);
    }
  }

  /** The directory of that name, which exists. */
  static DataDirectory named(final String path) {
    return new DataDirectory(Path.of(path));
  }

  /** Where data lies when nobody says otherwise. */
  static Path usual() {
    return Path.of(System.getProperty("user.home"), ".local", "share", "confab");
  }

  Path secrets() {
    return path.resolve("secrets.properties");
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path address() {
    return path.resolve("service");
  }

  /** Where the local authority and its certificates lie, made if need be. */
  Path certificates() {
    return at(path.resolve("tls")).path();
  }

  Path log() {
    return path.resolve("postgresql.log");
  }

  /** The database itself; absent until the first start has made it. */
  Path database() {
    return path.resolve("database");
  }

  /** An empty directory in which a database is made; what an interrupted start left there goes. */
  Path emptyDraft() {
    final Path draft = path.resolve("database.new");
    new Command(List.of("rm", "-rf", draft.toString())).orFail("Confab cannot clear " + draft);
    try {
      return Files.createDirectory(draft, OWNER_ONLY);
    } catch (final IOException e) {
      throw new StartException("Confab cannot make a database directory in " + path, e);
    }
  }
}
