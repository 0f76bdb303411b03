package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a secret key may do. */
public enum ApiScope {
  /** Read rooms, bans and meetings. */
  ROOMS_READ,
  /** Create, change and delete rooms. */
  ROOMS_WRITE,
  /** See who is in a room. */
  PARTICIPANTS_READ,
  /** Remove and ban participants. */
  PARTICIPANTS_WRITE,
  /** Read event logs. */
  EVENTS_READ,
  /** Read chat. */
  MESSAGES_READ,
  /** Send, edit and delete chat. */
  MESSAGES_WRITE,
  /** Mint and inspect tokens for any identity of the tenant. */
  TOKENS_MINT,
  /** Mint TURN credentials. */
  TURN_MINT,
  /** Manage API keys and signing keys: whoever has this can get everything else. */
  KEYS_MANAGE;

  /** The name in JSON, such as {@code rooms:read}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /**
   * Finds a scope by its name in JSON; {@code invalid_request} lists the names when there is none.
   */
  @JsonCreator
  public static ApiScope of(final String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.INVALID_REQUEST,
                    "There is no such scope. The scopes are "
                        + Arrays.stream(values())
                            .map(ApiScope::text)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** What a key gets that asks for no scopes: everything but the making of keys. */
  public static Set<ApiScope> ordinary() {
    return EnumSet.complementOf(EnumSet.of(KEYS_MANAGE));
  }

  static Set<ApiScope> setOf(final Collection<ApiScope> scopes) {
    return scopes.isEmpty() ? EnumSet.noneOf(ApiScope.class) : EnumSet.copyOf(scopes);
  }
}
