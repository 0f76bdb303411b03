package io.confab.apikey;

import io.confab.id.ApiKeyId;
import io.confab.limit.ClientNetwork;
import io.confab.limit.Limits;
import jakarta.inject.Singleton;

/** How often a publishable key may be used: by everybody together, and by one address. */
@Singleton
public final class GuestQuota {
  private static final double SECONDS_PER_MINUTE = 60;

  private final Limits limits;
  private final Allowance<ApiKeyId> ofKeys = new Allowance<>(System::nanoTime);
  private final Allowance<Address> ofAddresses = new Allowance<>(System::nanoTime);

  GuestQuota(final Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes one guest token from both allowances.
   *
   * @param address the client's, as far as it is known
   * @throws io.confab.problem.ApiException {@code rate_limited} that says which allowance is used
   *     up
   */
  public void take(final KnownApiKey key, final String address) {
    final int perAddress = limits.guestTokensPerMinuteAndAddress();
    ofAddresses
        .take(
            new Address(key.id(), ClientNetwork.of(address)),
            perAddress,
            perAddress / SECONDS_PER_MINUTE)
        .require("This address gets more than %d guest tokens a minute.".formatted(perAddress));
    final int perKey = key.quota().guestTokensPerMinute();
    ofKeys
        .take(key.id(), perKey, perKey / SECONDS_PER_MINUTE)
        .require(
            "The key %s gives %d guest tokens a minute, and they are used up."
                .formatted(key.id(), perKey));
  }

  private record Address(ApiKeyId key, String address) {}
}
