package io.confab.chat;

/**
 * Who wants to change a message.
 *
 * @param anyMessage whether the messages of others may be changed as well: a moderator that
 *     deletes, or a server
 */
public record Editor(String identity, boolean anyMessage) {}
