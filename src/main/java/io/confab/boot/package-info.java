/**
 * How Confab starts: which database it uses, where its data and its secrets lie, what time it is.
 *
 * <p>Without a configured JDBC URL it runs a durable PostgreSQL of its own beside the service; with
 * one it touches no local state. Everything here happens before Quarkus starts, or after it
 * stopped, so no feature knows which of the two it runs on.
 */
package io.confab.boot;
