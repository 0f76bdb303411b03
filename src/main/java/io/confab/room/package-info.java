/**
 * Rooms, and who may enter them: the durable row with its settings, its meetings and bans, and the
 * tokens that let an identity in.
 *
 * <p>Who is in a room at this moment lives elsewhere, in memory; a room knows only what outlasts a
 * restart. Every change to it is an entry in its log.
 */
package io.confab.room;
