package io.confab.protocol;

/**
 * What fits on the wire at all: bounds of the protocol, checked as a frame is read. Bounds that an
 * operator may set lie in {@code limit} and are never wider than these.
 */
public final class WireLimit {
  /** A whole frame, in bytes of UTF-8. */
  public static final int FRAME_BYTES = 64 * 1024;

  /** The payload of a {@code signal}, in bytes of UTF-8. */
  public static final int SIGNAL_BYTES = 48 * 1024;

  /** The text of a chat message, in bytes of UTF-8. */
  public static final int CHAT_BYTES = 4096;

  /** All keys and values of an attributes map, in bytes of UTF-8. */
  public static final int ATTRIBUTES_BYTES = 4096;

  /** A token, in characters. */
  public static final int TOKEN_CHARS = 8192;

  /** A display name, in characters. */
  public static final int NAME_CHARS = 128;

  /** A reaction, in characters: room for any emoji sequence. */
  public static final int REACTION_CHARS = 32;

  /** Ids that clients make, labels, names of tracks, in characters. */
  public static final int LABEL_CHARS = 64;

  /** Cursors and tickets, in characters. */
  public static final int OPAQUE_CHARS = 2048;

  /** Tracks of one participant. */
  public static final int TRACKS = 16;

  /** Rooms, addressees or event types in one list. */
  public static final int LIST = 100;

  /** Events in one page of {@code history}. */
  public static final int HISTORY_PAGE = 200;

  /** Events in a page of {@code history} that names no limit. */
  public static final int HISTORY_PAGE_DEFAULT = 50;

  /** Levels of objects and lists in a frame. */
  public static final int DEPTH = 16;

  /** The largest whole number that every JSON reader holds exactly (RFC 8259, section 6). */
  public static final long NUMBER = (1L << 53) - 1;

  private WireLimit() {}
}
