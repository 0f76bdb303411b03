package io.confab.signaling;

import io.confab.session.HeldTimers;
import io.confab.support.MovableClock;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The service with a clock that tests move, and with small limits that tests can reach. */
public final class HeldTime implements QuarkusTestProfile {
  static final int SILENT_PER_ADDRESS = 6;
  static final int SILENT = 9;
  static final int ROOMS = 3;
  static final int SESSIONS = 12;

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MovableClock.class, HeldTimers.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "confab.limits.sockets-without-hello-per-address",
        String.valueOf(SILENT_PER_ADDRESS),
        "confab.limits.sockets-without-hello",
        String.valueOf(SILENT),
        "confab.limits.rooms-per-session",
        String.valueOf(ROOMS),
        "quarkus.http.proxy.proxy-address-forwarding",
        "true",
        "confab.limits.sessions-per-identity",
        String.valueOf(SESSIONS),
        "confab.limits.video-publishers",
        "1");
  }
}
