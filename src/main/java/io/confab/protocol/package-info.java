/**
 * The wire: every frame of {@code /v1/connect} as a record, the codec between records and JSON
 * text, and the one table each of error and close codes. A record that exists is valid: its
 * constructor has checked every length and range. Knows ids and JSON, and nothing of rooms or
 * sockets.
 */
package io.confab.protocol;
