package io.confab.boot;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The secrets that every installation needs: the master key (seals what is stored encrypted, signs
 * tickets), the pepper (API keys at rest) and the operator key (makes tenants).
 */
final class InstallationSecrets {
  private static final String OPERATOR_KEY = "confab.operator-key";
  private static final Map<String, Supplier<String>> MAKERS =
      Map.of(
          "confab.master-key",
          RandomSecret::key,
          "confab.pepper",
          RandomSecret::key,
          OPERATOR_KEY,
          () -> "cfb_op_" + RandomSecret.password());

  private InstallationSecrets() {}

  /**
   * In production nothing is made up: a node with a pepper of its own would refuse every key.
   *
   * @throws StartException with one sentence for each secret that is missing
   */
  static void require(final SmallRyeConfig config) {
    final String missing =
        MAKERS.keySet().stream()
            .filter(name -> !config.isPropertyPresent(name))
            .sorted()
            .map(InstallationSecrets::howToSet)
            .collect(Collectors.joining("\n"));
    if (!missing.isEmpty()) {
      throw new StartException(missing);
    }
  }

  private static String howToSet(final String name) {
    final String variable = name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
    return "%s is not set: give it in the environment as %s (for a fresh one: openssl rand -base64 32)."
        .formatted(name, variable);
  }

  /** Passes on what is not configured from the file, made there on the first start. */
  static void provide(
      final SmallRyeConfig config, final SecretsFile file, final PrintStream terminal) {
    final boolean firstStart = !file.holds(OPERATOR_KEY);
    MAKERS.forEach(
        (name, maker) -> {
          if (!config.isPropertyPresent(name)) {
            System.setProperty(name, file.valueOr(name, maker));
          }
        });
    if (firstStart && file.holds(OPERATOR_KEY)) {
      terminal.printf(
          "%nYour operator key, shown this once: %s%nIt is kept in %s%n%n",
          System.getProperty(OPERATOR_KEY), file.path());
    }
  }

  /** The operator key of an installation that was started before. */
  static String operatorKey(final SmallRyeConfig config, final SecretsFile file) {
    return config
        .getOptionalValue(OPERATOR_KEY, String.class)
        .or(() -> file.value(OPERATOR_KEY))
        .orElseThrow(() -> new StartException("There is no operator key in " + file.path()));
  }
}
