/**
 * The limits, all in one place and all configurable, and the token buckets that hold them.
 *
 * <p>A limit protects a neighbour: it bounds what one connection, participant or tenant may take of
 * what all share.
 */
package io.confab.limit;
