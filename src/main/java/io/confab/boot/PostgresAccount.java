package io.confab.boot;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom PostgreSQL's programs run as. PostgreSQL refuses to be root, so root runs it in a user
 * namespace, or, where containers forbid those, as the unprivileged owner of the database
 * directory.
 */
record PostgresAccount(List<String> prefix) {
  private static final long ROOT = 0;
  private static final int NOBODY = 65534;

  /** The account for a database directory that exists, perhaps still empty. */
  static PostgresAccount owning(final Path directory) {
    try {
      if (new UnixSystem().getUid() != ROOT) {
        return new PostgresAccount(List.of());
      }
      if (uid(directory) == ROOT
          && new Command(List.of("unshare", "-U", "true")).run().succeeded()) {
        return new PostgresAccount(List.of("unshare", "-U"));
      }
      if (uid(directory) == ROOT) {
        giveToNobody(directory);
      }
      return owner(directory);
    } catch (final IOException e) {
      throw new StartException("Confab cannot read the database directory " + directory, e);
    }
  }

  /** Keeps the one capability that lets the owner reach a directory below root's own home. */
  private static PostgresAccount owner(final Path directory) throws IOException {
    return new PostgresAccount(
        List.of(
            "setpriv",
            "--reuid=" + uid(directory),
            "--regid=" + Files.getAttribute(directory, "unix:gid"),
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            // PostgreSQL asks access(2), which forgets a capability without this.
            "--securebits=+no_setuid_fixup"));
  }

  private static void giveToNobody(final Path directory) {
    new Command(List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()))
        .orFail(
            "PostgreSQL refuses to run as root, and here root may neither make a user namespace nor"
                + " give the database directory to another user; run Confab as a normal user");
  }

  private static int uid(final Path directory) throws IOException {
    return (Integer) Files.getAttribute(directory, "unix:uid");
  }
}
