package io.confab.event;

import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The logs of all rooms: appends, grouped into few commits, and the readers of what was committed.
 */
@Singleton
public final class EventLog {
  /** Edits that one message takes: each writes itself over all that were before it. */
  public static final int MAX_EDITS = 100;

  private final Transactions transactions;
  private final InstantSource clock;
  private final LogTails tails;
  private final GroupCommit commits;

  EventLog(final Transactions transactions, final InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.tails = new LogTails(this);
    this.commits = new GroupCommit(transactions, clock, tails);
  }

  /** Makes a new room's log with its first entry, inside the caller's transaction. */
  public void open(final Scope scope, final RoomId room, final NewEvent first) {
    transactions.within(
        scope,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into room_log (tenant_id, room_id) values (?, ?)")) {
            statement.setString(1, scope.tenant().value());
            statement.setString(2, room.value());
            return statement.executeUpdate();
          }
        });
    appendWithin(scope, room, first);
  }

  /**
   * Waits, inside the caller's transaction, until it alone may write to the log. Whoever changes a
   * room's rows begins here: one order of locks, and no deadlock.
   *
   * @return false where there is no such room
   */
  public boolean lock(final Scope scope, final RoomId room) {
    return transactions.within(
        scope,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select 1 from room_log where tenant_id = ? and room_id = ? for update")) {
            statement.setString(1, scope.tenant().value());
            statement.setString(2, room.value());
            try (ResultSet row = statement.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /** Appends inside the caller's transaction; readers hear of it once that has committed. */
  public RoomEvent appendWithin(final Scope scope, final RoomId room, final NewEvent event) {
    final PendingAppend append = PendingAppend.asked(room, event);
    final Map<PendingAppend, Appended> written =
        transactions.within(
            scope,
            connection -> new LogWriter(connection, scope.tenant(), clock).write(List.of(append)));
    if (written.isEmpty()) {
      throw new ApiException(ErrorCode.ROOM_NOT_FOUND, "The room was deleted.");
    }
    transactions.afterCommit(() -> tails.committed(written.values()));
    return written.get(append).event();
  }

  /**
   * Appends in a commit shared with what else the tenant appends meanwhile. Never blocks.
   *
   * @return completes once the entry is committed and has been handed to the live readers; fails
   *     with an {@link ApiException}: {@code busy} when the room's queue is full, {@code
   *     unavailable} when PostgreSQL is, or what the amendment threw
   */
  public CompletionStage<Appended> append(
      final Scope scope, final RoomId room, final NewEvent event) {
    return commits.append(scope.tenant(), PendingAppend.asked(room, event));
  }

  /**
   * As {@link #append}, for what has happened already, such as a leave. It is not refused: while
   * PostgreSQL is away it keeps its place and is tried again. Make it harmless to repeat by {@link
   * NewEvent#once}: a commit whose answer was lost is repeated too.
   *
   * @return fails with {@code room_not_found} once the room is gone, or when the service stops
   */
  public CompletionStage<Appended> record(
      final Scope scope, final RoomId room, final NewEvent event) {
    return commits.append(scope.tenant(), PendingAppend.owed(room, event));
  }

  /** Refuses with {@code unavailable} while as many entries of the room wait as may. */
  public void requireCapacity(final Scope scope, final RoomId room) {
    if (commits.isFull(scope.tenant(), room)) {
      throw new ApiException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.text());
    }
  }

  /** The entries after a {@code seq}, ascending, at most {@code limit}. */
  public List<RoomEvent> read(
      final Scope scope, final RoomId room, final long after, final int limit) {
    return transactions.jdbc(
        scope, connection -> reader(connection, scope, room).after(after, limit));
  }

  /** The newest entries of the given types before a {@code seq}, ascending, at most limit. */
  public List<RoomEvent> readBefore(
      final Scope scope,
      final RoomId room,
      final long before,
      final int limit,
      final Set<EventType> types) {
    return transactions.jdbc(
        scope, connection -> reader(connection, scope, room).before(before, limit, types));
  }

  /** The entry of a type that is about this subject, such as the message of an id. */
  public Optional<RoomEvent> find(
      final Scope scope, final RoomId room, final EventType type, final String subject) {
    return transactions.jdbc(
        scope, connection -> reader(connection, scope, room).about(type, subject));
  }

  /** How far the log reaches; empty if there is no such room. */
  public Optional<LogHead> head(final Scope scope, final RoomId room) {
    return transactions.jdbc(scope, connection -> reader(connection, scope, room).head());
  }

  /**
   * Follows a room's log: every later entry once, in order, whatever this process missed.
   *
   * @return a tail that gathers from now on; read the head, then start it there
   */
  public LogTail follow(final Scope scope, final RoomId room) {
    return tails.follow(scope, room);
  }

  /** The entry with which this identity first joined the room; empty if it never did. */
  public Optional<Long> firstJoin(final Scope scope, final RoomId room, final String identity) {
    return transactions.jdbc(
        scope, connection -> reader(connection, scope, room).firstJoin(identity));
  }

  /** The meeting that was under way when the log was last written, and since when. */
  public Optional<OpenMeeting> openMeeting(final Scope scope, final RoomId room) {
    return transactions.jdbc(scope, connection -> reader(connection, scope, room).openMeeting());
  }

  /** The joins of a meeting without a leave after them. */
  public List<RoomEvent> openJoins(final Scope scope, final RoomId room, final MeetingId meeting) {
    return transactions.jdbc(
        scope, connection -> reader(connection, scope, room).openJoins(meeting));
  }

  private static LogReader reader(
      final Connection connection, final Scope scope, final RoomId room) {
    return new LogReader(connection, scope.tenant(), room);
  }

  @PreDestroy
  void close() {
    commits.close();
  }
}
