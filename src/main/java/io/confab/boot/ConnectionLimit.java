package io.confab.boot;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * How many connections the HTTP server takes: those of all sockets, and a third of that for REST,
 * pages, and sockets that are told to try later. Whoever configures it otherwise is heard.
 */
public final class ConnectionLimit implements ConfigSourceFactory {
  private static final String SOCKETS = "confab.limits.sockets";
  private static final String CONNECTIONS = "quarkus.http.limits.max-connections";

  /** Below application.properties, above the defaults of Quarkus. */
  private static final int ORDINAL = 200;

  @Override
  public Iterable<ConfigSource> getConfigSources(final ConfigSourceContext context) {
    final ConfigValue sockets = context.getValue(SOCKETS);
    if (sockets == null || sockets.getValue() == null) {
      // While the application is built, nobody has declared its limits yet.
      return List.of();
    }
    final int connections = Math.ceilDiv(Integer.parseInt(sockets.getValue()) * 4, 3);
    return List.of(
        new PropertiesConfigSource(
            Map.of(CONNECTIONS, Integer.toString(connections)), "connection limit", ORDINAL));
  }
}
