package io.confab.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.protocol.ParticipantView;
import jakarta.inject.Singleton;

/** A participant as text, for {@link io.confab.cluster.Presence}. */
@Singleton
final class ParticipantJson {
  private final ObjectMapper json;

  ParticipantJson(final ObjectMapper json) {
    this.json = json;
  }

  String write(final ParticipantView participant) {
    try {
      return json.writeValueAsString(participant);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A participant cannot be written", e);
    }
  }

  ParticipantView read(final String text) {
    try {
      return json.readValue(text, ParticipantView.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A participant cannot be read", e);
    }
  }
}
