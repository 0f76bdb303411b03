/**
 * Who is calling, and what that caller may do: API keys, the operator, and customers' signing keys.
 *
 * <p>Keys are read, checked and answered from memory here; {@link io.confab.apikey.Caller} is what
 * every resource asks first. A resource that does not ask is open to everybody, so that each of
 * them does.
 */
package io.confab.apikey;
