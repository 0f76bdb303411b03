package io.confab.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One entry of {@code RTCConfiguration.iceServers} (W3C WebRTC, {@code RTCIceServer}).
 *
 * @param urls one or more URLs that share the credential
 * @param username absent for STUN, which asks for none
 * @param credential absent for STUN
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IceServer(List<String> urls, String username, String credential) {
  /** Keeps a list of its own. */
  public IceServer {
    urls = List.copyOf(urls);
  }

  static IceServer stun(final List<String> urls) {
    return new IceServer(urls, null, null);
  }

  /** The URLs alone: a credential belongs in no log. */
  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
