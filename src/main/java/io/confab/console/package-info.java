/**
 * The pages that a person sees: the demo at {@code /}, the form at {@code /start}, the documents at
 * {@code /docs/}.
 *
 * <p>They are files; what they need of the service they ask over REST like anybody else. Here stand
 * only their addresses, their headers, and the key of the demo.
 */
package io.confab.console;
