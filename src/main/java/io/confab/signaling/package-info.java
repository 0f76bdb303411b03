/**
 * The WebSocket at {@code /v1/connect}: the top of the pile.
 *
 * <p>{@link io.confab.signaling.SignalingSocket} decodes and hands over, {@link
 * io.confab.signaling.Dispatcher} is one switch over the message type, one call per arm. Features
 * live elsewhere; nothing here knows how one works.
 */
package io.confab.signaling;
