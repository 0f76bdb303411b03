package io.confab.session;

import io.confab.protocol.CloseCode;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a {@link Connection} needs of a socket.
 *
 * @param eventLoop runs actions on the socket's event loop, later and in order
 * @param writer writes one frame; called on the event loop only
 * @param ping sends a protocol ping; from any thread
 * @param close sends a close frame, and cuts TCP if the peer does not answer it soon
 */
public record SocketParts(
    Executor eventLoop, FrameWriter writer, Runnable ping, Consumer<CloseCode> close) {}
