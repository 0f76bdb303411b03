package io.confab.signaling;

import io.confab.limit.ClientNetwork;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;

/**
 * Notes where a socket comes from while that is known: behind a trusted proxy the handshake names
 * the client, and the socket afterwards only the proxy. It refuses nobody; a page could not read
 * why.
 */
@Singleton
final class UpgradeCheck implements HttpUpgradeCheck {
  /** The client's network, as limits count it. */
  static final UserData.TypedKey<String> NETWORK = new UserData.TypedKey<>("network");

  @Override
  public Uni<CheckResult> perform(final HttpUpgradeContext handshake) {
    final SocketAddress address = handshake.httpRequest().remoteAddress();
    final String host = address == null ? null : address.hostAddress();
    handshake
        .userData()
        .put(NETWORK, ClientNetwork.of(host == null ? String.valueOf(address) : host));
    return CheckResult.permitUpgrade();
  }
}
