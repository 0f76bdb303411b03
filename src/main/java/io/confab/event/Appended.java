package io.confab.event;

/**
 * The answer to an append.
 *
 * @param event the committed entry
 * @param duplicate whether it stood in the log already, from an earlier try with the same client id
 */
public record Appended(RoomEvent event, boolean duplicate) {}
