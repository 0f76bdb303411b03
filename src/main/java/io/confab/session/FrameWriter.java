package io.confab.session;

/** Puts a frame onto a socket. The production one writes to WebSockets Next. */
@FunctionalInterface
public interface FrameWriter {
  /** Writes without blocking, and runs {@code done} once the frame has left or never will. */
  void write(String frame, Runnable done);
}
