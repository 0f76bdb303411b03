package io.confab.event;

import io.confab.id.MeetingId;
import java.util.Optional;

/**
 * An entry that asks to be appended.
 *
 * @param meeting the meeting it belongs to, if one runs
 * @param actor the identity or key that caused it
 * @param clientId makes a retry harmless: the same actor and client id never append twice
 * @param subjectId what it is about: a message id, a participant id
 * @param data the payload as one JSON object
 * @param amendment a change to an earlier entry, committed with this one or not at all
 */
public record NewEvent(
    EventType type,
    Optional<MeetingId> meeting,
    String actor,
    Optional<String> clientId,
    Optional<String> subjectId,
    String data,
    Optional<Amendment> amendment) {

  /** An entry without retry key, subject or amendment. */
  public static NewEvent of(
      final EventType type,
      final Optional<MeetingId> meeting,
      final String actor,
      final String data) {
    return new NewEvent(
        type, meeting, actor, Optional.empty(), Optional.empty(), data, Optional.empty());
  }

  /** The same entry, about this message or participant. */
  public NewEvent about(final String subject) {
    return new NewEvent(type, meeting, actor, clientId, Optional.of(subject), data, amendment);
  }

  /** The same entry, appended at most once for this client id. */
  public NewEvent once(final String retryKey) {
    return new NewEvent(type, meeting, actor, Optional.of(retryKey), subjectId, data, amendment);
  }

  /** The same entry, which also changes an earlier message. */
  public NewEvent amending(final Amendment change) {
    return new NewEvent(type, meeting, actor, clientId, subjectId, data, Optional.of(change));
  }
}
