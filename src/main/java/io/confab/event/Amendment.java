package io.confab.event;

import java.util.function.BinaryOperator;

/**
 * A change in place to the payload of a stored message, so that every later reader is served
 * today's text. Row, {@code seq} and client id stay.
 *
 * @param messageId the message to change
 * @param change takes the author and the payload as JSON and gives the new payload; what it throws
 *     refuses the append
 */
public record Amendment(String messageId, BinaryOperator<String> change) {}
