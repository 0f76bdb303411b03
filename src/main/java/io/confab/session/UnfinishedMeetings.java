package io.confab.session;

import io.confab.cluster.Presence;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.problem.Outage;
import io.confab.tenant.Schema;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the rooms whose meeting was under way when their node went away, so that those who never
 * come back are seen to leave, and the meeting to end. Runs once, at start.
 */
@Singleton
final class UnfinishedMeetings {
  private static final Logger LOG = System.getLogger(UnfinishedMeetings.class.getName());
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final LiveRooms rooms;
  private final Presence presence;
  private final Timers timers;
  private final Schema schema;

  private record Unfinished(TenantId tenant, RoomId room) {}

  UnfinishedMeetings(
      final Transactions transactions,
      final LiveRooms rooms,
      final Presence presence,
      final Timers timers,
      final Schema schema) {
    this.transactions = transactions;
    this.rooms = rooms;
    this.presence = presence;
    this.timers = timers;
    this.schema = schema;
  }

  void start(@Observes final StartupEvent event) {
    schema.whenCurrent().thenRun(() -> Thread.ofVirtual().name("settle").start(this::openAll));
  }

  private void openAll() {
    try {
      find().forEach(this::open);
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        throw e;
      }
      LOG.log(Level.DEBUG, "Unfinished meetings are looked for again soon", e);
      timers.after(TRY_AGAIN_AFTER, () -> Thread.startVirtualThread(this::openAll));
    }
  }

  private void open(final Unfinished meeting) {
    // Whoever is present is held by a node that lives.
    if (presence.list(meeting.tenant(), meeting.room()).isEmpty()) {
      try {
        rooms.open(Scope.ofService(meeting.tenant(), "settle"), meeting.room());
      } catch (ApiException deleted) {
        LOG.log(Level.DEBUG, "A room is gone", deleted);
      } catch (RuntimeException e) {
        if (Outage.caused(e)) {
          throw e;
        }
        // One room that cannot be opened must not keep those of others waiting.
        LOG.log(Level.ERROR, "The room " + meeting.room() + " cannot be opened", e);
      }
    }
  }

  private List<Unfinished> find() {
    return transactions.lookUp(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "select tenant_id, room_id from rooms_with_open_meetings()");
              ResultSet rows = query.executeQuery()) {
            final List<Unfinished> found = new ArrayList<>();
            while (rows.next()) {
              found.add(
                  new Unfinished(TenantId.of(rows.getString(1)), RoomId.of(rows.getString(2))));
            }
            return found;
          }
        });
  }
}
