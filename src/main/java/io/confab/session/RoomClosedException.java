package io.confab.session;

/** The room was given up between finding and entering it. Whoever wants to enter opens it anew. */
final class RoomClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoomClosedException() {
    super("The live room is closed", null, false, false);
  }
}
