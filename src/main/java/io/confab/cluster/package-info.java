/**
 * What nodes tell each other: notices to whoever holds a room, and who is present in it.
 *
 * <p>Both seams carry bytes and know no feature. Today each has a local implementation; the
 * contract tests are written for any.
 */
package io.confab.cluster;
