package io.confab.chat;

import io.confab.id.MessageId;
import java.time.Instant;

/** A message that is committed; a retry is answered with the same one. */
public record Sent(MessageId messageId, long seq, Instant timestamp) {}
