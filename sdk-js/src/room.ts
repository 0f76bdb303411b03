import type { Chat } from "./chat/chat.js";
import type { Data } from "./data/data.js";
import type { ConfabError } from "./errors.js";
import type { Observable } from "./events.js";
import type { Media } from "./media/media.js";
import type { RemoteTrack } from "./media/tracks.js";
import type {
  Grants,
  LocalParticipant,
  ParticipantChange,
  RemoteParticipant,
} from "./participant.js";
import type { CandidatePair } from "./peers/candidate-pair.js";
import type { PeerState } from "./peers/peer.js";

export type RoomState = "joined" | "reconnecting" | "left";

export interface RoomSettings {
  maxParticipants?: number;
  /** Media goes through TURN only; addresses of participants stay hidden from each other. */
  relayOnly?: boolean;
  [feature: string]: unknown;
}

/** An entry of the room's log, the same over socket, REST and webhooks. */
export interface RoomEvent {
  id: string;
  type: string;
  timestamp: string;
  room: string;
  seq: number;
  data: Record<string, unknown>;
  [field: string]: unknown;
}

type TrackAndParticipant = { track: RemoteTrack; participant: RemoteParticipant };

export interface RoomEvents {
  /** Somebody came. Not fired for those who were in the room at the join: read `participants`. */
  participantJoined: { participant: RemoteParticipant };
  participantLeft: { participant: RemoteParticipant; reason: string };
  participantUpdated: { participant: RemoteParticipant; changes: ParticipantChange[] };
  /** A remote track has media and a name: attach it. */
  trackSubscribed: TrackAndParticipant;
  /** A remote track ended. Its elements are detached after the listeners ran. */
  trackUnsubscribed: TrackAndParticipant;
  trackMuted: TrackAndParticipant;
  trackUnmuted: TrackAndParticipant;
  /** The browser wants a click before sound: call `startPlayback()` from one. */
  playbackBlocked: Record<string, never>;
  /** The media path to one participant changed. `error` says why it is `failed`. */
  peerStateChanged: { participant: RemoteParticipant; state: PeerState; error?: ConfabError };
  stateChanged: { state: RoomState };
  /** After a reconnect: `complete` is false when events were missed for good. */
  recovered: { complete: boolean; missed: number };
  /** The room is over for us. Not fired by a mere loss of connection. */
  left: { reason: string };
  /** Every event of the room's log that this participant may see, in order, none twice. */
  event: { event: RoomEvent };
}

/** A joined room. Made by `confab.join()`. */
export declare class Room extends Observable<RoomEvents> {
  readonly id: string;
  readonly name: string;
  readonly settings: RoomSettings;
  readonly metadata: Record<string, unknown>;
  readonly grants: Grants;
  readonly state: RoomState;
  /** `seq` of the last event seen; 0 before the first. */
  readonly lastSeq: number;
  readonly localParticipant: LocalParticipant;
  /** The others, by participant id. */
  readonly participants: ReadonlyMap<string, RemoteParticipant>;
  readonly media: Media;
  readonly chat: Chat;
  readonly data: Data;
  /** Leaves; resolves when the server confirmed or the connection is gone. */
  leave(): Promise<void>;
  /** Starts what the browser blocked. Call it from a click. */
  startPlayback(): Promise<void>;
  /** The pair of candidates in use towards a participant. */
  candidatePair(participantId: string): Promise<CandidatePair | undefined>;
}
