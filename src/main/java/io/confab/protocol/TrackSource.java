package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** What a published track shows or sounds like. */
@RegisterForReflection
public enum TrackSource {
  MICROPHONE,
  CAMERA,
  SCREEN,
  SCREEN_AUDIO,
  /** Any other sound, such as a file or a mixer. */
  AUDIO,
  /** Any other picture, such as a canvas. */
  VIDEO;

  /** The name on the wire, in {@code snake_case}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the track carries sound; else it carries a picture. */
  public boolean isAudio() {
    return switch (this) {
      case MICROPHONE, SCREEN_AUDIO, AUDIO -> true;
      case CAMERA, SCREEN, VIDEO -> false;
    };
  }
}
