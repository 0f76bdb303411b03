package io.confab.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.EntityVersion;
import io.confab.problem.NewestFirst;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.RawJson;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The rooms of all tenants. Every change is committed together with its entry in the room's log.
 */
@Singleton
public final class Rooms {
  /** Does nothing while, or after, somebody else makes a room of this name. */
  private static final String INSERT =
      "insert into room (tenant_id, id, name, settings, metadata, created_at, updated_at)"
          + " values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) on conflict (tenant_id, name) do nothing";

  private final Transactions transactions;
  private final RoomRows rows;
  private final EventLog log;
  private final Meetings meetings;
  private final Event<RoomDeleted> deletions;
  private final InstantSource clock;
  private final boolean hasRelay;

  /**
   * @param relays read here as text: package turn builds on this one
   */
  Rooms(
      final Transactions transactions,
      final RoomRows rows,
      final EventLog log,
      final Meetings meetings,
      final Event<RoomDeleted> deletions,
      final InstantSource clock,
      @ConfigProperty(name = "confab.turn.urls") final Optional<List<String>> relays) {
    this.transactions = transactions;
    this.rows = rows;
    this.log = log;
    this.meetings = meetings;
    this.deletions = deletions;
    this.clock = clock;
    this.hasRelay = relays.isPresent();
  }

  /**
   * A room, and whether this call made it.
   *
   * @param created false when it stood already
   */
  record Found(Room room, boolean created) {}

  /** Makes a room, or finds the one that has its name. Of many callers at once one makes it. */
  Found findOrCreate(final Scope scope, final NewRoom wanted) {
    requireRelay(wanted.options());
    return transactions.call(
        scope,
        () -> {
          final Optional<Room> existing = find(scope, wanted.name().value());
          if (existing.isPresent()) {
            return new Found(existing.get(), false);
          }
          return insert(scope, wanted)
              .map(room -> new Found(room, true))
              .or(() -> find(scope, wanted.name().value()).map(room -> new Found(room, false)))
              .orElseThrow(() -> new ApiException(ErrorCode.CONFLICT, "The room was deleted."));
        });
  }

  /** Finds a room by the customer's name for it or by its id. */
  public Optional<Room> find(final Scope scope, final String nameOrId) {
    return transactions.call(scope, () -> rows.find(nameOrId).map(row -> row.room(hasRelay)));
  }

  /** Finds a room; {@code room_not_found} where there is none, or none of this tenant. */
  public Room require(final Scope scope, final String nameOrId) {
    return find(scope, nameOrId).orElseThrow(Rooms::notFound);
  }

  /**
   * Finds the room that somebody wants to join, or makes it.
   *
   * @param mayCreate whether the token grants it, or the publishable key's rule
   * @param template the settings of a room that this makes
   * @throws ApiException {@code room_not_found}; {@code invalid_request} at {@code room} when a
   *     room should be made under a text that is no name
   */
  public Room forJoin(
      final Scope scope,
      final String nameOrId,
      final boolean mayCreate,
      final RoomOptions template) {
    final Optional<Room> existing = find(scope, nameOrId);
    if (existing.isPresent() || !mayCreate || nameOrId.startsWith(RoomId.PREFIX)) {
      return existing.orElseThrow(Rooms::notFound);
    }
    final RoomName name =
        RoomName.parse(nameOrId)
            .orElseThrow(
                () ->
                    new ApiException(
                            ErrorCode.INVALID_REQUEST,
                            "A room name is 1 to 64 letters, digits, _ and -.")
                        .at("room"));
    return findOrCreate(scope, new NewRoom(name, template, "{}")).room();
  }

  /** Lists rooms, the newest first, from behind a place, at most {@code limit}. */
  List<Room> list(final Scope scope, final NewestFirst place, final int limit) {
    return transactions.call(
        scope, () -> rows.list(place, limit).stream().map(row -> row.room(hasRelay)).toList());
  }

  /**
   * Changes a room, holding its row from the read to the write.
   *
   * @param ifMatch the version that the caller saw, or null
   * @param options from the stored choices to the new ones, as JSON
   * @param metadata from the stored metadata to the new one
   * @throws ApiException {@code room_not_found}, {@code precondition_failed}, or what a change
   *     throws
   */
  Room change(
      final Scope scope,
      final String nameOrId,
      final String ifMatch,
      final UnaryOperator<ObjectNode> options,
      final UnaryOperator<ObjectNode> metadata) {
    return transactions.call(
        scope,
        () -> {
          final RoomRow row = lock(scope, nameOrId, ifMatch);
          final ObjectNode before = RoomJson.tree(row.options);
          final ObjectNode after = options.apply(before);
          final ObjectNode tags = RoomJson.tree(row.metadata);
          final ObjectNode newTags = metadata.apply(tags);
          if (after.equals(before) && newTags.equals(tags)) {
            return row.room(hasRelay);
          }
          requireRelay(RoomJson.options(after.toString()));
          row.options = after.toString();
          row.metadata = newTags.toString();
          row.updatedAt = now();
          rows.flush();
          final Room room = row.room(hasRelay);
          log.appendWithin(scope, room.id(), entry(EventType.ROOM_UPDATED, scope, room));
          return room;
        });
  }

  /** Deletes a room with its log and meetings, and then tells {@link RoomDeleted}. */
  void delete(final Scope scope, final String nameOrId, final String ifMatch) {
    final RoomId gone =
        transactions.call(
            scope,
            () -> {
              final RoomRow row = lock(scope, nameOrId, ifMatch);
              rows.delete(row);
              return RoomId.of(row.id);
            });
    deletions.fire(new RoomDeleted(scope, gone));
  }

  /** The row, held until the caller's transaction ends. */
  private RoomRow lock(final Scope scope, final String nameOrId, final String ifMatch) {
    final RoomRow row = rows.find(nameOrId).orElseThrow(Rooms::notFound);
    if (!log.lock(scope, RoomId.of(row.id))) {
      throw notFound();
    }
    rows.getEntityManager().refresh(row);
    EntityVersion.require(ifMatch, row.version);
    return row;
  }

  private Optional<Room> insert(final Scope scope, final NewRoom wanted) {
    final Instant now = now();
    final Room room =
        new Room(
            RoomId.random(),
            wanted.name(),
            RoomSettings.of(wanted.options(), hasRelay),
            new RawJson(wanted.metadata()),
            0,
            now,
            now);
    if (store(scope, room, wanted.options()) == 0) {
      return Optional.empty();
    }
    log.open(scope, room.id(), entry(EventType.ROOM_CREATED, scope, room));
    return Optional.of(room);
  }

  private int store(final Scope scope, final Room room, final RoomOptions options) {
    return transactions.within(
        scope,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, scope.tenant().value());
            insert.setString(2, room.id().value());
            insert.setString(3, room.name().value());
            insert.setString(4, RoomJson.write(options));
            insert.setString(5, room.metadata().text());
            insert.setTimestamp(6, Timestamp.from(room.createdAt()));
            insert.setTimestamp(7, Timestamp.from(room.updatedAt()));
            return insert.executeUpdate();
          }
        });
  }

  private NewEvent entry(final EventType type, final Scope scope, final Room room) {
    return NewEvent.of(
        type, meetings.current(scope, room.id()), scope.actor(), RoomJson.event(room));
  }

  private void requireRelay(final RoomOptions options) {
    if (Boolean.TRUE.equals(options.relayOnly()) && !hasRelay) {
      throw new ApiException(
              ErrorCode.TURN_NOT_CONFIGURED,
              "relayOnly needs a relay, and this server has none: nobody could talk.")
          .at("settings.relayOnly");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.ROOM_NOT_FOUND, "There is no room of this name or id.");
  }
}
