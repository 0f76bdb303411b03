package io.confab.boot;

import io.confab.apikey.StartLinks;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@code ./run} shows once the service listens: where to click next. */
@Singleton
final class Welcome {
  private final boolean wanted;
  private final Optional<String> data;
  private final StartLinks startLinks;
  private final PhoneAccess phones;
  private final Migration migration;

  Welcome(
      @ConfigProperty(name = "confab.welcome", defaultValue = "false") final boolean wanted,
      @ConfigProperty(name = "confab.data") final Optional<String> data,
      final StartLinks startLinks,
      final PhoneAccess phones,
      final Migration migration) {
    this.wanted = wanted;
    this.data = data;
    this.startLinks = startLinks;
    this.phones = phones;
    this.migration = migration;
  }

  void listening(@ObservesAsync final HttpServerStart start) {
    final URI here = URI.create("http://localhost:" + start.options().getPort());
    data.map(DataDirectory::named)
        .ifPresent(
            directory ->
                new ServiceAddress(ProcessHandle.current().pid(), here).store(directory.address()));
    if (wanted) {
      migration.done().thenRun(() -> print(here, System.out));
    }
  }

  private void print(final URI here, final PrintStream terminal) {
    terminal.printf(
        """

        Confab is ready.

          Demo    %1$s/
                  Open it in two tabs: that is a call.
          Start   %1$s/start#code=%2$s
                  Makes your tenant, key and snippet. Works once, for 15 minutes.
          Docs    %1$s/docs

          Keys for the curl lines of the docs:   ./run keys
          %3$s
          Ctrl-C stops it; everything is kept in %4$s

        """,
        here, startLinks.issue().code(), phones.hint(), data.orElse("the configured database"));
    phones.print(terminal);
    terminal.flush();
  }
}
