package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** Who gets a new token before the present one ends. */
@RegisterForReflection
public enum TokenRenewal {
  /** The server pushes {@code token} frames. */
  SERVER,
  /** The server sends {@code tokenExpiring}, and the client answers with {@code token.refresh}. */
  CLIENT;

  /** The name on the wire. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
