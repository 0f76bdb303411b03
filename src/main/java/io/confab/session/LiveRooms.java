package io.confab.session;

import io.confab.cluster.RoomBus;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.LogHead;
import io.confab.event.LogTail;
import io.confab.event.RoomEvent;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.room.RoomDeleted;
import io.confab.tenant.Scope;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms that people are in on this node: the only map of them. */
@Singleton
public final class LiveRooms {
  private final EventLog log;
  private final RoomBus bus;
  private final RoomStates states;
  private final RoomPartsFactory factory;
  private final ConcurrentMap<RoomId, CompletableFuture<Open>> open = new ConcurrentHashMap<>();
  private final ConcurrentMap<Name, RoomId> names = new ConcurrentHashMap<>();

  private record Name(TenantId tenant, String name) {}

  /** A live room and what has to be closed with it. */
  private record Open(LiveRoom room, LogTail tail, RoomBus.Subscription notices, Name name) {}

  LiveRooms(
      final EventLog log,
      final RoomBus bus,
      final RoomStates states,
      final RoomPartsFactory factory) {
    this.log = log;
    this.bus = bus;
    this.states = states;
    this.factory = factory;
  }

  /** The room if it is live here, by the tenant's name for it or by id. Never blocks. */
  public Optional<LiveRoom> find(final TenantId tenant, final String nameOrId) {
    return id(tenant, nameOrId)
        .map(open::get)
        .filter(opening -> opening.isDone() && !opening.isCompletedExceptionally())
        .map(opening -> opening.join().room())
        .filter(room -> room.tenant().equals(tenant));
  }

  private Optional<RoomId> id(final TenantId tenant, final String nameOrId) {
    if (!nameOrId.startsWith(RoomId.PREFIX)) {
      return Optional.ofNullable(names.get(new Name(tenant, nameOrId)));
    }
    try {
      return Optional.of(RoomId.of(nameOrId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The room, made live if it is not. Blocks; whoever comes at the same time waits for the first.
   *
   * @throws ApiException {@code room_not_found}, or {@code unavailable} without PostgreSQL
   */
  public LiveRoom open(final Scope scope, final RoomId id) {
    final CompletableFuture<Open> mine = new CompletableFuture<>();
    final CompletableFuture<Open> present = open.putIfAbsent(id, mine);
    if (present != null) {
      return await(present).room();
    }
    try {
      final Open opened = load(scope, id);
      names.put(opened.name(), id);
      mine.complete(opened);
      return opened.room();
    } catch (RuntimeException e) {
      open.remove(id, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** Every room that is live here. */
  public List<LiveRoom> all() {
    return open.values().stream()
        .filter(opening -> opening.isDone() && !opening.isCompletedExceptionally())
        .map(opening -> opening.join().room())
        .toList();
  }

  /** The members of a deleted room have to go, on whatever node they are. */
  void onDeleted(@Observes final RoomDeleted deleted) {
    bus.publish(deleted.scope().tenant(), deleted.room(), new RoomNotice.Changed().encode());
  }

  private Open load(final Scope scope, final RoomId id) {
    final LogTail tail = log.follow(scope, id);
    try {
      final LogHead head = log.head(scope, id).orElseThrow(LiveRooms::notFound);
      final RoomState state = states.load(scope, id).orElseThrow(LiveRooms::notFound);
      final RoomParts parts =
          factory.make(scope, id, head, log.openMeeting(scope, id), () -> closeIfEmpty(id));
      final LiveRoom room = new LiveRoom(parts, state);
      final RoomBus.Subscription notices =
          bus.subscribe(scope.tenant(), id, notice -> hear(scope, room, notice));
      tail.start(head.lastSeq(), event -> take(scope, room, event));
      return new Open(room, tail, notices, new Name(scope.tenant(), state.view().name()));
    } catch (RuntimeException e) {
      tail.close();
      throw e;
    }
  }

  /** A changed row is read again on another thread: the tail's may not block. */
  private void take(final Scope scope, final LiveRoom room, final RoomEvent event) {
    room.deliver(event);
    if (event.type() == EventType.ROOM_UPDATED) {
      Thread.startVirtualThread(() -> reload(scope, room));
    }
  }

  private void hear(final Scope scope, final LiveRoom room, final byte[] bytes) {
    switch (RoomNotice.decode(bytes)) {
      case RoomNotice.Evicted evicted -> room.evict(evicted.identity(), evicted.reason());
      case RoomNotice.Changed _ -> reload(scope, room);
    }
  }

  private void reload(final Scope scope, final LiveRoom room) {
    states
        .load(scope, room.id())
        .ifPresentOrElse(room::refresh, () -> giveUp(room, LeaveReason.ROOM_DELETED));
  }

  private void giveUp(final LiveRoom room, final LeaveReason reason) {
    room.close(reason);
    forget(room.id());
  }

  private void closeIfEmpty(final RoomId id) {
    final CompletableFuture<Open> opening = open.get(id);
    if (opening != null && opening.join().room().closeIfEmpty()) {
      forget(id);
    }
  }

  private void forget(final RoomId id) {
    final CompletableFuture<Open> gone = open.remove(id);
    if (gone != null) {
      final Open closed = gone.join();
      names.remove(closed.name(), id);
      closed.tail().close();
      closed.notices().close();
    }
  }

  private static Open await(final CompletableFuture<Open> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ApiException refused ? refused : e;
    }
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.ROOM_NOT_FOUND, ErrorCode.ROOM_NOT_FOUND.text());
  }
}
