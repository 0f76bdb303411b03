package io.confab.turn;

import io.confab.protocol.IceServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client needs to find a path to its peers.
 *
 * @param servers ready for {@code RTCPeerConnection}; empty where neither STUN nor TURN is
 *     configured
 * @param expiresAt when the credential in it ends; empty where there is none
 */
public record IceServers(List<IceServer> servers, Optional<Instant> expiresAt) {
  /** Keeps a list of its own. */
  public IceServers {
    servers = List.copyOf(servers);
  }
}
