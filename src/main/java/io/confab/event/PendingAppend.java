package io.confab.event;

import io.confab.id.RoomId;
import java.util.concurrent.CompletableFuture;

/**
 * An entry that waits for its commit, and whoever waits for the answer.
 *
 * @param owed whether it tells what has happened already: then nobody can be refused any more, and
 *     it waits for as long as it takes
 */
record PendingAppend(
    RoomId room, NewEvent event, boolean owed, CompletableFuture<Appended> answer) {

  /** A wish, which may be refused. */
  static PendingAppend asked(final RoomId room, final NewEvent event) {
    return new PendingAppend(room, event, false, new CompletableFuture<>());
  }

  /** A fact, which may not. */
  static PendingAppend owed(final RoomId room, final NewEvent event) {
    return new PendingAppend(room, event, true, new CompletableFuture<>());
  }
}
