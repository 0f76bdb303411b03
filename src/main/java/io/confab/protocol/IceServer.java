package io.confab.protocol;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A STUN or TURN server in the shape of WebRTC's {@code RTCIceServer}.
 *
 * @param urls {@code stun:}, {@code turn:} or {@code turns:} URLs (RFC 7064, RFC 7065)
 * @param username null for STUN
 * @param credential null for STUN
 */
@RegisterForReflection
public record IceServer(List<String> urls, String username, String credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  /** Without the credential. */
  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
