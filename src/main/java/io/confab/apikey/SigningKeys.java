package io.confab.apikey;

import io.confab.id.SigningKeyId;
import io.confab.problem.NewestFirst;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The public keys with which each tenant signs tokens, and those in use in memory. */
@Singleton
public final class SigningKeys {
  private static final int KNOWN = 10_000;

  private final Transactions transactions;
  private final EntityManager entities;
  private final InstantSource clock;
  private final Known<SigningKeyId, KnownSigningKey> known;

  SigningKeys(
      final Transactions transactions,
      final EntityManager entities,
      final InstantSource clock,
      final KeyLookups lookups) {
    this.transactions = transactions;
    this.entities = entities;
    this.clock = clock;
    this.known = new Known<>(KNOWN, clock, lookups::signingKeys);
  }

  /** A key of any tenant, from memory where it is in use; as it was at most five seconds ago. */
  public Optional<KnownSigningKey> find(final SigningKeyId id) {
    return known.get(id);
  }

  SigningKeyView create(
      final Scope scope, final String name, final PublicKeyText key, final Instant expiresAt) {
    final SigningKey row =
        new SigningKey(SigningKeyId.random(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    row.name = name;
    row.algorithm = key.algorithm().text();
    row.publicJwk = key.jwk();
    row.expiresAt = expiresAt;
    transactions.run(scope, () -> entities.persist(row));
    return SigningKeyView.of(row);
  }

  Page<SigningKeyView> list(final Scope scope, final PageQuery page) {
    final NewestFirst place = NewestFirst.after(page.after());
    final List<SigningKey> rows =
        transactions.call(
            scope,
            () ->
                entities
                    .createQuery(
                        "from SigningKey k where k.createdAt < :before or (k.createdAt = :before and k.id < :id)"
                            + " order by k.createdAt desc, k.id desc",
                        SigningKey.class)
                    .setParameter("before", place.before())
                    .setParameter("id", place.id())
                    .setMaxResults(page.limit() + 1)
                    .getResultList());
    return Page.of(rows, page.limit(), row -> NewestFirst.sortKey(row.createdAt, row.id))
        .map(SigningKeyView::of);
  }

  Optional<SigningKeyView> get(final Scope scope, final SigningKeyId id) {
    return transactions.call(scope, () -> row(id).map(SigningKeyView::of));
  }

  /** Ends a key for good; false if there is none. Ending it again changes nothing. */
  boolean revoke(final Scope scope, final SigningKeyId id) {
    final boolean found =
        transactions.call(
            scope,
            () -> {
              final Optional<SigningKey> row = row(id);
              row.filter(key -> key.revokedAt == null)
                  .ifPresent(key -> key.revokedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS));
              return row.isPresent();
            });
    known.forget(id);
    return found;
  }

  void refresh() {
    known.refresh();
  }

  private Optional<SigningKey> row(final SigningKeyId id) {
    return Optional.ofNullable(entities.find(SigningKey.class, id.value()));
  }
}
