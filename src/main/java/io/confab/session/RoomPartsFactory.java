package io.confab.session;

import io.confab.cluster.Presence;
import io.confab.event.EventLog;
import io.confab.event.LogHead;
import io.confab.event.OpenMeeting;
import io.confab.id.RoomId;
import io.confab.limit.Limits;
import io.confab.protocol.MessageCodec;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Makes what a live room works with. */
@Singleton
final class RoomPartsFactory {
  private final EventLog log;
  private final Presence presence;
  private final ParticipantJson json;
  private final MessageCodec codec;
  private final Timers timers;
  private final SessionConfig config;
  private final Limits limits;
  private final InstantSource clock;
  private final ParticipantIds participantIds;

  RoomPartsFactory(
      final EventLog log,
      final Presence presence,
      final ParticipantJson json,
      final MessageCodec codec,
      final Timers timers,
      final SessionConfig config,
      final Limits limits,
      final InstantSource clock,
      final ParticipantIds participantIds) {
    this.log = log;
    this.presence = presence;
    this.json = json;
    this.codec = codec;
    this.timers = timers;
    this.config = config;
    this.limits = limits;
    this.clock = clock;
    this.participantIds = participantIds;
  }

  /** The parts; {@code whenGone} runs when the log turns out to be deleted. */
  RoomParts make(
      final Scope scope,
      final RoomId room,
      final LogHead head,
      final Optional<OpenMeeting> meeting,
      final Runnable whenIdle,
      final Runnable whenGone) {
    final RoomJournal journal = new RoomJournal(log, scope, room, whenGone);
    meeting.ifPresent(running -> journal.resume(running.id(), running.startedAt()));
    return new RoomParts(
        scope.tenant(),
        room,
        identity -> participantIds.of(scope.tenant(), room, identity),
        journal,
        new EventDelivery(room, head.epoch(), head.lastSeq(), codec),
        presence,
        member -> new Presence.Entry(member.incarnation, json.write(member.view())),
        codec,
        timers,
        config,
        limits,
        clock,
        whenIdle);
  }
}
