package io.confab.room;

import io.confab.apikey.KnownApiKey;
import io.confab.problem.ApiException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Who a visitor is: somebody new, or the one of the token shown. */
@Singleton
final class GuestIdentity {
  private static final String PREFIX = "guest_";
  private static final int BYTES = 16;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final TokenVerifier verifier;
  private final SecureRandom random = new SecureRandom();

  GuestIdentity(final TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The identity of a previous token of the same key, good or expired for at most an hour;
   * otherwise a new one. A token that does not count is no error: it is what a page that was closed
   * for long has.
   */
  String of(final KnownApiKey key, final Optional<String> previousToken) {
    return previousToken.flatMap(token -> known(key, token)).orElseGet(this::fresh);
  }

  private Optional<String> known(final KnownApiKey key, final String token) {
    try {
      final VerifiedToken previous = verifier.verify(token, REMEMBERED);
      return previous.mintedBy().filter(key.id()::equals).map(minter -> previous.identity());
    } catch (final ApiException refused) {
      return Optional.empty();
    }
  }

  private String fresh() {
    final byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
  }
}
