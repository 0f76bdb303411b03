package io.confab.event;

/**
 * How far a room's log reaches.
 *
 * @param epoch changes when the log was restored from an older copy
 * @param firstSeq the oldest entry still kept
 * @param lastSeq the newest entry; 0 in an empty log
 */
public record LogHead(long epoch, long firstSeq, long lastSeq) {}
