package io.confab.session;

import io.confab.cluster.RoomBus;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.LogHead;
import io.confab.event.LogTail;
import io.confab.event.OpenMeeting;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms that people are in on this node: the only map of them. */
@Singleton
public final class LiveRooms {
  /** How often logs are looked into again for entries that could not be read when they came. */
  private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

  private final EventLog log;
  private final RoomBus bus;
  private final RoomStates states;
  private final RoomPartsFactory factory;
  private final Timers timers;
  private final ConcurrentMap<RoomId, Opening> open = new ConcurrentHashMap<>();
  private final ConcurrentMap<Name, RoomId> names = new ConcurrentHashMap<>();

  private record Name(TenantId tenant, String name) {}

  LiveRooms(
      final EventLog log,
      final RoomBus bus,
      final RoomStates states,
      final RoomPartsFactory factory,
      final Timers timers) {
    this.log = log;
    this.bus = bus;
    this.states = states;
    this.factory = factory;
    this.timers = timers;
    timers.every(CHECK_EVERY, () -> Thread.startVirtualThread(this::check));
  }

  /** The room if it is live here, by the tenant's name for it or by id. Never blocks. */
  public Optional<LiveRoom> find(final TenantId tenant, final String nameOrId) {
    return idOf(tenant, nameOrId)
        .map(open::get)
        .flatMap(Opening::live)
        .filter(room -> room.tenant().equals(tenant));
  }

  /**
   * The room, made live if it is not. Blocks; whoever comes at the same time waits for the first.
   *
   * @throws ApiException {@code room_not_found}
   */
  public LiveRoom open(final Scope scope, final RoomId id) {
    final Opening mine = new Opening(scope, id);
    final Opening other = open.putIfAbsent(id, mine);
    if (other != null) {
      mine.fail(new RoomClosedException());
      return other.await();
    }
    try {
      return mine.load();
    } catch (RuntimeException | Error e) {
      open.remove(id, mine);
      mine.fail(e);
      throw e;
    }
  }

  /** Gives up a room that lets nobody in any more. Whoever wants it opens it anew. */
  void forget(final LiveRoom room) {
    final Opening opening = open.get(room.id());
    if (opening != null
        && opening.live().filter(room::equals).isPresent()
        && open.remove(room.id(), opening)) {
      names.remove(nameOf(room), room.id());
      opening.close();
    }
  }

  /** The members of a deleted room have to go, on whatever node they are. */
  void onDeleted(@Observes final RoomDeleted deleted) {
    bus.publish(deleted.scope().tenant(), deleted.room(), new RoomNotice.Changed().encode());
  }

  private void check() {
    open.values().forEach(Opening::check);
  }

  private Optional<RoomId> idOf(final TenantId tenant, final String nameOrId) {
    if (!nameOrId.startsWith(RoomId.PREFIX)) {
      return Optional.ofNullable(names.get(new Name(tenant, nameOrId)));
    }
    try {
      return Optional.of(RoomId.of(nameOrId));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Name nameOf(final LiveRoom room) {
    return new Name(room.tenant(), room.state().view().name());
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.ROOM_NOT_FOUND, ErrorCode.ROOM_NOT_FOUND.text());
  }

  /** A room that is on its way to being live, and then what keeps it so. */
  private final class Opening {
    private final Scope scope;
    private final RoomId id;
    private final CompletableFuture<LiveRoom> room = new CompletableFuture<>();
    private final RoomRefresh refresh = new RoomRefresh(this::reload, timers);
    private final LogTail tail;
    private final RoomBus.Subscription notices;

    /** Listens before anything is read, so that no entry and no change falls between. */
    private Opening(final Scope scope, final RoomId id) {
      this.scope = scope;
      this.id = id;
      this.tail = log.follow(scope, id);
      this.notices = bus.subscribe(scope.tenant(), id, this::hear);
    }

    private LiveRoom load() {
      final LogHead head = log.head(scope, id).orElseThrow(LiveRooms::notFound);
      final RoomState state = states.load(scope, id).orElseThrow(LiveRooms::notFound);
      final Optional<OpenMeeting> meeting = log.openMeeting(scope, id);
      final RoomParts parts =
          factory.make(scope, id, head, meeting, this::giveUpIfIdle, refresh::request);
      final LiveRoom loaded = new LiveRoom(parts, state);
      loaded.awaitArrival(
          meeting.map(running -> log.openJoins(scope, id, running.id())).orElse(List.of()));
      tail.start(head.lastSeq(), event -> take(loaded, event));
      names.put(nameOf(loaded), id);
      room.complete(loaded);
      return loaded;
    }

    private void fail(final Throwable failure) {
      room.completeExceptionally(failure);
      close();
    }

    private LiveRoom await() {
      try {
        return room.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof ApiException refused ? refused : e;
      }
    }

    private Optional<LiveRoom> live() {
      return room.isDone() && !room.isCompletedExceptionally()
          ? Optional.of(room.join())
          : Optional.empty();
    }

    /** A changed row is read again on another thread: the tail's may not block. */
    private void take(final LiveRoom loaded, final RoomEvent event) {
      loaded.deliver(event);
      if (event.type() == EventType.ROOM_UPDATED) {
        refresh.request();
      }
    }

    private void hear(final byte[] notice) {
      switch (RoomNotice.decode(notice)) {
        case RoomNotice.Evicted(var identity, var reason) ->
            live().ifPresent(loaded -> loaded.evict(identity, reason));
        case RoomNotice.BanChanged(var identity, var until) ->
            live().ifPresent(loaded -> loaded.takeBan(identity, Instant.ofEpochMilli(until)));
        case RoomNotice.Changed _ -> refresh.request();
      }
    }

    private void reload() {
      final LiveRoom loaded = room.exceptionally(failure -> null).join();
      if (loaded != null) {
        states.load(scope, id).ifPresentOrElse(loaded::refresh, () -> giveUpDeleted(loaded));
      }
    }

    private void giveUpDeleted(final LiveRoom loaded) {
      loaded.close(LeaveReason.ROOM_DELETED);
      forget(loaded);
    }

    private void giveUpIfIdle() {
      live().filter(LiveRoom::shutIfIdle).ifPresent(LiveRooms.this::forget);
    }

    private void check() {
      live().ifPresent(loaded -> tail.check());
    }

    private void close() {
      tail.close();
      notices.close();
    }
  }
}
