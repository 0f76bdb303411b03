import type { ConfabError } from "./errors.js";
import type { RemoteTrack } from "./media/tracks.js";
import type { ParticipantChange, RemoteParticipant } from "./participant.js";
import type { PeerState } from "./peers/path.js";
import type { EventView, LeaveReason } from "./protocol/messages.js";

export type RoomState = "joined" | "reconnecting" | "left";

type TrackAndParticipant = { track: RemoteTrack; participant: RemoteParticipant };

/** What happens to the others. */
export interface MemberEvents {
  /** Somebody came. Not fired for those who were in the room at the join: read `participants`. */
  participantJoined: { participant: RemoteParticipant };
  /** Somebody is gone for good. A mere loss of their connection is `participantUpdated` with `state`. */
  participantLeft: { participant: RemoteParticipant; reason: LeaveReason };
  participantUpdated: { participant: RemoteParticipant; changes: ParticipantChange[] };
  /** A remote track has media and a name: attach it. */
  trackSubscribed: TrackAndParticipant;
  /** A remote track ended. Its elements are detached after the listeners ran. */
  trackUnsubscribed: TrackAndParticipant;
  trackMuted: TrackAndParticipant;
  trackUnmuted: TrackAndParticipant;
}

export interface RoomEvents extends MemberEvents {
  /** The browser wants a click before sound: call `startPlayback()` from one. */
  playbackBlocked: Record<string, never>;
  /** The media path to one participant changed. `error` says why it is `failed`. */
  peerStateChanged: {
    participant: RemoteParticipant;
    state: PeerState;
    error?: ConfabError | undefined;
  };
  stateChanged: { state: RoomState };
  /** We are back after a reconnect: `missed` events follow, or, where `complete` is false, are gone for good. */
  recovered: { complete: boolean; missed: number };
  /** The room is over for us. Not fired by a mere loss of connection. `error` where something was refused. */
  left: { reason: LeaveReason; error?: ConfabError | undefined };
  /** Every event of the room's log that this participant may see, in order, none twice. */
  event: { event: EventView };
}
