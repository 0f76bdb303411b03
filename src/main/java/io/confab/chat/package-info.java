/**
 * Text chat of a room. A message is an entry in the room's log: acknowledged once committed, in one
 * order with everything else that happens there, and changed in place when its author changes it.
 *
 * <p>{@link io.confab.chat.Chat} serves sockets and REST alike; who may call it is decided by them.
 */
package io.confab.chat;
