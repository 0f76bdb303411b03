package io.confab.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.RoomId;
import io.confab.protocol.WireLimit;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Who may not enter which room. A ban that has expired is no longer seen, though its row stays. */
@Singleton
public final class Bans {
  private static final int MAX_REASON_BYTES = 1024;

  private static final String UPSERT =
      """
      insert into ban (tenant_id, room_id, identity, reason, expires_at, created_at)
      values (current_tenant(), :room, :identity, cast(:reason as text),
              cast(:expires as timestamptz), :now)
      on conflict (tenant_id, room_id, identity)
      do update set reason = excluded.reason, expires_at = excluded.expires_at
      """;

  private final Transactions transactions;
  private final EntityManager entities;
  private final EventLog log;
  private final Meetings meetings;
  private final InstantSource clock;

  Bans(
      final Transactions transactions,
      final EntityManager entities,
      final EventLog log,
      final Meetings meetings,
      final InstantSource clock) {
    this.transactions = transactions;
    this.entities = entities;
    this.log = log;
    this.meetings = meetings;
    this.clock = clock;
  }

  /**
   * Bans an identity, with its {@code participant.banned}; a ban that stands already takes the new
   * reason and expiry. The reason is for the tenant alone. Who is in the room at this moment is not
   * put out by this.
   *
   * @throws ApiException {@code room_not_found}, or {@code invalid_request} at the field
   */
  public Ban ban(
      final Scope scope,
      final RoomId room,
      final String identity,
      final Optional<String> reason,
      final Optional<Instant> expiresAt) {
    StorableText.label("identity", identity, WireLimit.NAME_CHARS);
    StorableText.optional("reason", reason.orElse(null), MAX_REASON_BYTES);
    return transactions.call(
        scope,
        () -> {
          log.appendWithin(
              scope,
              room,
              NewEvent.of(
                  EventType.PARTICIPANT_BANNED,
                  meetings.current(scope, room),
                  scope.actor(),
                  event(identity)));
          upsert(room, identity, reason, expiresAt);
          return row(room, identity).orElseThrow().ban();
        });
  }

  /** Lifts a ban; false where there was none that still held. */
  public boolean unban(final Scope scope, final RoomId room, final String identity) {
    return transactions.call(
        scope,
        () -> {
          final Optional<BanRow> row = holding(room, identity);
          row.ifPresent(entities::remove);
          return row.isPresent();
        });
  }

  /** Finds the ban that keeps an identity out. */
  public Optional<Ban> find(final Scope scope, final RoomId room, final String identity) {
    return transactions.call(scope, () -> holding(room, identity).map(BanRow::ban));
  }

  /** Whether an identity is kept out of a room now. */
  public boolean isBanned(final Scope scope, final RoomId room, final String identity) {
    return find(scope, room, identity).isPresent();
  }

  /** Lists a room's bans by identity, from behind {@code after}, at most {@code limit}. */
  public List<Ban> list(
      final Scope scope, final RoomId room, final Optional<String> after, final int limit) {
    return transactions.call(
        scope,
        () ->
            entities
                .createQuery(
                    "from BanRow where roomId = :room and identity > :after"
                        + " and (expiresAt is null or expiresAt > :now) order by identity",
                    BanRow.class)
                .setParameter("room", room.value())
                .setParameter("after", after.orElse(""))
                .setParameter("now", clock.instant())
                .setMaxResults(limit)
                .getResultStream()
                .map(BanRow::ban)
                .toList());
  }

  private void upsert(
      final RoomId room,
      final String identity,
      final Optional<String> reason,
      final Optional<Instant> expiresAt) {
    entities
        .createNativeQuery(UPSERT)
        .setParameter("room", room.value())
        .setParameter("identity", identity)
        .setParameter("reason", reason.orElse(null))
        .setParameter("expires", expiresAt.map(Instant::toString).orElse(null))
        .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .executeUpdate();
  }

  private Optional<BanRow> holding(final RoomId room, final String identity) {
    return row(room, identity).filter(row -> row.holdsAt(clock.instant()));
  }

  private Optional<BanRow> row(final RoomId room, final String identity) {
    if (identity.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(entities.find(BanRow.class, new BanRow.Key(room.value(), identity)));
  }

  /** Without the reason: everybody in the room reads the log. */
  private static String event(final String identity) {
    return JsonNodeFactory.instance.objectNode().put("identity", identity).toString();
  }
}
