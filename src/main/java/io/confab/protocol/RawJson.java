package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;

/**
 * One JSON value kept as the text it came in: checked to be well formed, then carried without being
 * taken apart.
 *
 * @param text one well-formed JSON value; whoever makes a {@code RawJson} vouches for it
 */
@RegisterForReflection
public record RawJson(@JsonValue @JsonRawValue String text) {
  public RawJson {
    Objects.requireNonNull(text);
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return text.startsWith("{");
  }

  /** Length in bytes of UTF-8. */
  public int bytes() {
    return Utf8.length(text);
  }

  /** The length alone: payloads hold what no log may show. */
  @Override
  public String toString() {
    return "RawJson[" + text.length() + " characters]";
  }
}
