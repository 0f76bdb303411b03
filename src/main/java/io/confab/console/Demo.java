package io.confab.console;

import io.confab.apikey.PlaygroundKeys;
import io.confab.apikey.RoomPattern;
import io.confab.apikey.RoomRule;
import io.confab.tenant.Scope;
import io.confab.tenant.Tenant;
import io.confab.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tenant of the demo page and its publishable key, made when somebody first looks. */
@Singleton
final class Demo {
  private static final String NAME = "demo";

  private final Tenants tenants;
  private final PlaygroundKeys keys;
  private final boolean enabled;
  private final AtomicReference<String> known = new AtomicReference<>();

  Demo(
      final Tenants tenants,
      final PlaygroundKeys keys,
      final DemoConfig config,
      @ConfigProperty(name = "confab.embedded-postgres.url")
          final Optional<String> embeddedDatabase) {
    this.tenants = tenants;
    this.keys = keys;
    this.enabled = config.enabled().orElse(embeddedDatabase.isPresent());
  }

  /**
   * The demo's publishable key; empty where there is no demo. Two first visitors at once may make
   * two keys, and both work.
   */
  Optional<String> publishableKey() {
    if (!enabled) {
      return Optional.empty();
    }
    if (known.get() == null) {
      known.compareAndSet(null, findOrMake());
    }
    return Optional.of(known.get());
  }

  private String findOrMake() {
    final Tenant tenant = tenants.findPlayground(NAME).orElseGet(() -> tenants.create(NAME, true));
    final Scope scope = new Scope(tenant.id(), "demo page");
    return keys.findOrCreate(
        scope, "demo page", List.of(new RoomRule(RoomPattern.of("demo-*"), null)));
  }
}
