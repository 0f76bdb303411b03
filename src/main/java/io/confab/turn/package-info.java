/**
 * Relays for media: what a browser puts into {@code RTCPeerConnection.iceServers}.
 *
 * <p>The service holds no state for a relay. It shares a secret with coturn and signs short-lived
 * credentials, so minting works while PostgreSQL and Redis are down.
 */
package io.confab.turn;
