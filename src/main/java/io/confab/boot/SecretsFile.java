package io.confab.boot;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Secrets made on the first start and kept in one file of mode 0600. A value is on the disk before
 * anything is protected with it.
 */
final class SecretsFile {
  private final Path path;
  private final Map<String, String> values;

  private SecretsFile(final Path path, final Map<String, String> values) {
    this.path = path;
    this.values = values;
  }

  /** The file at a path; one that does not exist holds nothing yet. */
  static SecretsFile at(final Path path) {
    final Properties stored = new Properties();
    if (Files.exists(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        stored.load(reader);
      } catch (final IOException e) {
        throw new StartException("Confab cannot read its secrets in " + path, e);
      }
    }
    final Map<String, String> values = new TreeMap<>();
    stored.stringPropertyNames().forEach(name -> values.put(name, stored.getProperty(name)));
    return new SecretsFile(path, values);
  }

  Path path() {
    return path;
  }

  boolean holds(final String name) {
    return values.containsKey(name);
  }

  Optional<String> value(final String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value of that name, made and stored when there is none. */
  String valueOr(final String name, final Supplier<String> maker) {
    if (!holds(name)) {
      values.put(name, maker.get());
      store();
    }
    return values.get(name);
  }

  private void store() {
    final String text =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    final Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      try (FileChannel file =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        file.force(true);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new StartException("Confab cannot store its secrets in " + path, e);
    }
  }
}
