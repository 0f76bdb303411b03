package io.confab.event;

import io.confab.id.RoomId;
import java.util.concurrent.CompletableFuture;

/** An entry that waits for its commit, and whoever waits for the answer. */
record PendingAppend(RoomId room, NewEvent event, CompletableFuture<Appended> answer) {
  PendingAppend(final RoomId room, final NewEvent event) {
    this(room, event, new CompletableFuture<>());
  }
}
