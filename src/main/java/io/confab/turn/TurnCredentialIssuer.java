package io.confab.turn;

import io.confab.id.TenantId;
import io.confab.protocol.IceServer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs credentials for coturn's {@code use-auth-secret} mode, the TURN REST API
 * (draft-uberti-behave-turn-rest-00). Made at start, so that a relay configured by half stops the
 * start and not the first call.
 */
@Startup
@Singleton
public final class TurnCredentialIssuer {
  /** What the draft prescribes; it authenticates a username for minutes and hashes no secret. */
  private static final String ALGORITHM = "HmacSHA1";

  /** coturn writes usernames into the keys of its statistics, where '/' separates. */
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final TurnConfig config;
  private final InstantSource clock;
  private final List<IceServer> stun;
  private final List<String> turnUrls;
  private final Optional<SecretKeySpec> key;

  /** Fails with {@link IllegalStateException} when the configuration contradicts itself. */
  public TurnCredentialIssuer(final TurnConfig config, final InstantSource clock) {
    TurnConfigCheck.check(config);
    this.config = config;
    this.clock = clock;
    this.stun = config.stunUrls().map(urls -> new IceServer(urls, null, null)).stream().toList();
    this.turnUrls = config.urls().orElse(List.of());
    this.key = config.secret().map(TurnCredentialIssuer::keyOf);
  }

  /** Whether there is a relay to give credentials for. */
  public boolean hasRelay() {
    return key.isPresent();
  }

  /** The longest life that {@link #issue(TenantId, String, Duration)} gives. */
  public Duration maxTtl() {
    return config.maxTtl();
  }

  /**
   * Servers for one participant, valid for the configured time.
   *
   * @param stableSuffix 1 to 64 letters, digits, {@code _} or {@code -}, the same at each renewal:
   *     coturn counts its {@code user-quota} by what follows the expiry
   */
  public IceServers issue(final TenantId tenant, final String stableSuffix) {
    return issue(tenant, stableSuffix, config.ttl());
  }

  /** As {@link #issue(TenantId, String)}, valid for {@code ttl}, cut to whole seconds. */
  public IceServers issue(final TenantId tenant, final String stableSuffix, final Duration ttl) {
    if (!SUFFIX.matcher(stableSuffix).matches()) {
      throw new IllegalArgumentException("A TURN username takes letters, digits, _ and - alone.");
    }
    return key.map(secret -> withRelay(secret, tenant, stableSuffix, ttl))
        .orElseGet(() -> new IceServers(stun, Optional.empty()));
  }

  private IceServers withRelay(
      final SecretKeySpec secret, final TenantId tenant, final String suffix, final Duration ttl) {
    final long expiry = clock.instant().plus(ttl).getEpochSecond();
    final String username = expiry + ":" + tenant.value() + "." + suffix;
    final List<IceServer> servers = new ArrayList<>(stun);
    servers.add(new IceServer(turnUrls, username, sign(secret, username)));
    return new IceServers(servers, Optional.of(Instant.ofEpochSecond(expiry)));
  }

  private static String sign(final SecretKeySpec secret, final String username) {
    try {
      final Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec keyOf(final String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }
}
