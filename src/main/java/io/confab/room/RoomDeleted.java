package io.confab.room;

import io.confab.id.RoomId;
import io.confab.tenant.Scope;

/**
 * Told as a CDI event, on the deleting thread, once a room and its log are gone: whoever holds its
 * members must let them go.
 */
public record RoomDeleted(Scope scope, RoomId room) {}
