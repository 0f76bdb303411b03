/**
 * A room is a log. This package owns it: the gap-free order, the group commit that makes an entry
 * durable before anybody hears of it, and the readers that lose nothing.
 *
 * <p>Features append a {@link io.confab.event.NewEvent} and get the committed {@link
 * io.confab.event.RoomEvent} back; WebSocket, REST and webhooks read the same entries by {@code
 * seq}.
 */
package io.confab.event;
