package io.confab.chat;

import io.confab.id.ParticipantId;
import java.util.Optional;

/**
 * Who a message is from.
 *
 * @param participant absent for a server that writes over REST
 * @param name what to show; the identity where absent
 */
public record Author(String identity, Optional<ParticipantId> participant, Optional<String> name) {
  /** Whose messages are those that a server sends in nobody's name. */
  static final String SERVER = "server";

  /**
   * Who may change the message later, and whose retries are the same message. A token can be for
   * somebody called "server"; none can begin as the server's own actor does.
   */
  String actor() {
    return participant.isEmpty() && identity.equals(SERVER) ? '\u0001' + SERVER : identity;
  }
}
