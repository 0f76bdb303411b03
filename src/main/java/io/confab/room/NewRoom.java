package io.confab.room;

/**
 * A room to be made.
 *
 * @param metadata a JSON object that has passed {@link StorableText}
 */
record NewRoom(RoomName name, RoomOptions options, String metadata) {}
