/**
 * What is alive on this node: sockets' sessions, and the rooms with their members.
 *
 * <p>{@link io.confab.session.LiveRooms} owns the rooms, a {@link io.confab.session.LiveRoom} its
 * members under one lock, a session its own state. Under the lock things are only put into queues;
 * {@link io.confab.session.SendQueue} alone writes to a socket. No class here knows a feature.
 */
package io.confab.session;
