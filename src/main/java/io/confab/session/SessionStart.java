package io.confab.session;

/**
 * How a socket came to its session.
 *
 * @param resumed whether the session of the ticket goes on
 * @param signalsLost whether signals after the last one that the client saw are gone
 */
public record SessionStart(Session session, boolean resumed, boolean signalsLost) {}
