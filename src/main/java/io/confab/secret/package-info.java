/**
 * The deployment's own secrets and what is done with them: key derivation, sealing at rest, keyed
 * hashes.
 *
 * <p>Owns the master key and the pepper; both come from configuration alone. Nothing here knows a
 * tenant, a key or a database row, and no value of this package ever reaches a log or an exception
 * message.
 */
package io.confab.secret;
