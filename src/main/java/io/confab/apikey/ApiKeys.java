package io.confab.apikey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.id.ApiKeyId;
import io.confab.problem.EntityVersion;
import io.confab.problem.NewestFirst;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.problem.Versioned;
import io.confab.secret.Pepper;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API keys of each tenant, and those in use in memory. */
@Singleton
public final class ApiKeys {
  private static final int KNOWN = 10_000;

  private final Transactions transactions;
  private final EntityManager entities;
  private final ObjectMapper json;
  private final Pepper pepper;
  private final InstantSource clock;
  private final Event<RoomTemplateGiven> templateGiven;
  private final Known<ApiKeyId, KnownApiKey> known;

  ApiKeys(
      final Transactions transactions,
      final EntityManager entities,
      final ObjectMapper json,
      final Pepper pepper,
      final InstantSource clock,
      final Event<RoomTemplateGiven> templateGiven,
      final KeyLookups lookups) {
    this.transactions = transactions;
    this.entities = entities;
    this.json = json;
    this.pepper = pepper;
    this.clock = clock;
    this.templateGiven = templateGiven;
    this.known = new Known<>(KNOWN, clock, lookups::apiKeys);
  }

  /** A key of any tenant, from memory where it is in use; as it was at most five seconds ago. */
  public Optional<KnownApiKey> find(final ApiKeyId id) {
    return known.get(id);
  }

  /** As {@link #find}, but only from memory. */
  Optional<KnownApiKey> peek(final ApiKeyId id) {
    return known.peek(id);
  }

  ApiKeyView create(final Scope scope, final NewApiKey wanted, final Set<ApiScope> grantable) {
    final ApiKeyId id = ApiKeyId.random();
    final boolean secret = wanted.kind() == KeyKind.SECRET;
    final ApiKey row = new ApiKey(id, wanted.kind(), now());
    row.name = wanted.kind().text() + " key";
    final Optional<ApiKeyText> text = secret ? Optional.of(ApiKeyText.mint(id)) : Optional.empty();
    row.secretHash = text.map(key -> pepper.hash(key.secret())).orElse(null);
    KeyRules.apply(row, initial(wanted, grantable), grantable, clock.instant());
    setRules(row, wanted.rooms());
    transactions.run(
        scope,
        () -> {
          entities.persist(row);
          entities.flush();
        });
    return view(row, text.map(ApiKeyText::text));
  }

  Page<ApiKeyView> list(final Scope scope, final PageQuery page) {
    final NewestFirst place = NewestFirst.after(page.after());
    final List<ApiKey> rows =
        transactions.call(
            scope,
            () ->
                entities
                    .createQuery(
                        "from ApiKey k where k.createdAt < :before or (k.createdAt = :before and k.id < :id)"
                            + " order by k.createdAt desc, k.id desc",
                        ApiKey.class)
                    .setParameter("before", place.before())
                    .setParameter("id", place.id())
                    .setMaxResults(page.limit() + 1)
                    .getResultList());
    return Page.of(rows, page.limit(), row -> NewestFirst.sortKey(row.createdAt, row.id))
        .map(row -> view(row, Optional.empty()));
  }

  Optional<Versioned<ApiKeyView>> get(final Scope scope, final ApiKeyId id) {
    return transactions.call(scope, () -> row(id).map(this::versioned));
  }

  Optional<Versioned<ApiKeyView>> change(
      final Scope scope,
      final ApiKeyId id,
      final ApiKeyPatch wanted,
      final Set<ApiScope> grantable,
      final String ifMatch) {
    final Optional<Versioned<ApiKeyView>> changed =
        transactions.call(
            scope,
            () -> {
              final Optional<ApiKey> found = row(id);
              found.ifPresent(
                  row -> {
                    EntityVersion.require(ifMatch, row.version);
                    KeyRules.apply(row, wanted, grantable, clock.instant());
                    setRules(row, wanted.rooms());
                    entities.flush();
                  });
              return found.map(this::versioned);
            });
    known.forget(id);
    return changed;
  }

  /** Ends a key for good; false if there is none. Ending it again changes nothing. */
  boolean revoke(final Scope scope, final ApiKeyId id) {
    final boolean found =
        transactions.call(
            scope,
            () -> {
              final Optional<ApiKey> row = row(id);
              row.filter(key -> key.revokedAt == null).ifPresent(key -> key.revokedAt = now());
              return row.isPresent();
            });
    known.forget(id);
    return found;
  }

  void refresh() {
    known.refresh();
  }

  private Optional<ApiKey> row(final ApiKeyId id) {
    return Optional.ofNullable(entities.find(ApiKey.class, id.value()));
  }

  private Versioned<ApiKeyView> versioned(final ApiKey row) {
    return new Versioned<>(view(row, Optional.empty()), row.version);
  }

  private ApiKeyView view(final ApiKey row, final Optional<String> secret) {
    try {
      return ApiKeyView.of(
          row, json.readValue(row.roomRules, new TypeReference<List<RoomRule>>() {}), secret);
    } catch (final JsonProcessingException corrupt) {
      throw new IllegalStateException("A stored room rule cannot be read", corrupt);
    }
  }

  private void setRules(final ApiKey row, final List<RoomRule> rules) {
    if (rules == null) {
      return;
    }
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).template() != null) {
        templateGiven.fire(
            new RoomTemplateGiven("rooms[%d].template".formatted(i), rules.get(i).template()));
      }
    }
    try {
      row.roomRules = json.writeValueAsString(rules);
    } catch (final JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The fields of a new key as changes to an empty one, with what was left out filled in. */
  private static ApiKeyPatch initial(final NewApiKey wanted, final Set<ApiScope> grantable) {
    final boolean secret = wanted.kind() == KeyKind.SECRET;
    final Set<ApiScope> ordinary = ApiScope.ordinary();
    ordinary.retainAll(grantable);
    return new ApiKeyPatch(
        wanted.name(),
        secret && wanted.scopes() == null ? ordinary : wanted.scopes(),
        wanted.origins(),
        secret || wanted.rooms() != null ? wanted.rooms() : List.of(),
        wanted.quota(),
        wanted.development(),
        wanted.expiresAt());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
