package io.confab.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.apikey.ApiScope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A tenant to play with and a key of each kind, in a file that the docs' curl lines source. */
final class DemoKeys {
  private static final String TENANT = "Demo";
  private static final Pattern SECRET_KEY = Pattern.compile("CONFAB_SECRET_KEY='([^']+)'");

  /** Making keys is among what the documents show, so the ordinary scopes are not enough. */
  private static final List<String> EVERY_SCOPE =
      Arrays.stream(ApiScope.values()).map(ApiScope::text).toList();

  private DemoKeys() {}

  /**
   * Writes the keys to a file of mode 0600. A file whose keys still work stays as it is.
   *
   * @return a sentence about what happened
   */
  static String into(final Path file, final URI server, final String operatorKey) {
    final String use = "Use them in a shell: . ./" + file.getFileName();
    if (stillWork(file, server)) {
      return "The keys in %s still work. %s".formatted(file, use);
    }
    try (RestClient api = new RestClient(server, operatorKey)) {
      final String tenant = tenant(api);
      final String secret = key(api, tenant, Map.of("kind", "secret", "scopes", EVERY_SCOPE));
      final String publishable =
          key(
              api,
              tenant,
              Map.of(
                  "kind",
                  "publishable",
                  "development",
                  true,
                  "rooms",
                  List.of(Map.of("match", "*"))));
      write(file, text(server, tenant, secret, publishable));
    }
    return "Keys of the tenant “%s” are in %s. %s".formatted(TENANT, file, use);
  }

  private static boolean stillWork(final Path file, final URI server) {
    try {
      final var key = SECRET_KEY.matcher(Files.readString(file));
      if (!key.find()) {
        return false;
      }
      try (RestClient api = new RestClient(server, key.group(1))) {
        return api.isKnown();
      }
    } catch (final IOException e) {
      return false;
    }
  }

  private static String tenant(final RestClient api) {
    for (final JsonNode tenant : api.get("/v1/tenants?limit=100").path("data")) {
      if (TENANT.equals(tenant.path("name").asText())) {
        return tenant.path("id").asText();
      }
    }
    return api.post("/v1/tenants", Optional.empty(), Map.of("name", TENANT, "development", true))
        .path("id")
        .asText();
  }

  private static String key(
      final RestClient api, final String tenant, final Map<String, ?> wanted) {
    final Map<String, Object> named = new HashMap<>(wanted);
    named.put("name", "./run keys");
    return api.post("/v1/api-keys", Optional.of(tenant), named).path("key").asText();
  }

  private static String text(
      final URI server, final String tenant, final String secret, final String publishable) {
    return """
        # Made by ./run keys. The secret key opens everything of this tenant: keep it to yourself.
        export CONFAB_URL='%s'
        export CONFAB_TENANT='%s'
        export CONFAB_SECRET_KEY='%s'
        export CONFAB_PUBLISHABLE_KEY='%s'
        """
        .formatted(server, tenant, secret, publishable);
  }

  private static void write(final Path file, final String text) {
    try {
      final Path draft =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              ".demo-",
              ".env",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (final IOException e) {
      throw new StartException("Confab cannot write " + file, e);
    }
  }
}
