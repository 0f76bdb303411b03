import type { TrackSource } from "./codes.js";

/** Text that is one of ours, or of a newer server. */
type Open<Known extends string> = Known | (string & {});

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [field: string]: Json };
export type JsonObject = { [field: string]: Json };

export type PublishKind = "audio" | "video" | "screen";
export type ParticipantState = "connected" | "reconnecting";
export type TokenRenewal = "server" | "client";

/** Why a participant is no longer in a room. */
export type LeaveReason = Open<
  | "left"
  | "replaced"
  | "removed"
  | "banned"
  | "room_deleted"
  | "token_expired"
  | "revoked"
  | "connection_lost"
>;

/** A track that a participant publishes; `stream` is its MediaStream's id in the SDP. */
export interface TrackView {
  name: string;
  source: TrackSource;
  stream: string;
  muted: boolean;
}

/** The grants of a participant that others see. */
export interface ParticipantGrants {
  publish: PublishKind[];
  data: boolean;
  chat: boolean;
}

/** What we ourselves may do in a room. */
export interface GrantsView extends ParticipantGrants {
  subscribe: boolean;
  call: boolean;
  moderate: boolean;
  history: boolean;
  create: boolean;
  hidden: boolean;
}

/** A participant as the members of its room see it. */
export interface ParticipantView {
  /** `par_…`, the same at every join of this identity into this room. */
  id: string;
  identity: string;
  /** Which join this is; larger at each. */
  incarnation: number;
  name?: string;
  attributes: Record<string, string>;
  state: ParticipantState;
  tracks: TrackView[];
  grants: ParticipantGrants;
  joinedAt: string;
}

/** A participant that is gone. */
export interface Departure {
  id: string;
  incarnation: number;
  identity: string;
  reason: LeaveReason;
}

export interface RoomSettingsView {
  maxParticipants: number;
  /** Media goes through TURN only. */
  relayOnly: boolean;
  /** Whether publishable keys open it. */
  public: boolean;
  /** Whether it refuses newcomers. */
  locked: boolean;
  /** How long a meeting outlives its last participant. */
  emptyTimeoutSeconds: number;
  features: Record<"chat" | "data" | "audio" | "video" | "screen", boolean>;
}

export interface RoomView {
  /** `rm_…` */
  id: string;
  name: string;
  settings: RoomSettingsView;
  metadata: JsonObject;
  /** Whether publishable keys open it. */
  public: boolean;
}

/** A STUN or TURN server, ready for `RTCPeerConnection`. */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

/** What this server lets one connection do. Sizes in bytes of UTF-8. */
export interface LimitsView {
  frameBytes: number;
  signalBytes: number;
  chatBytes: number;
  attributesBytes: number;
  nameChars: number;
  tracks: number;
  messagesPerSecond: number;
  burst: number;
}

/** Something that works today and will not for ever. */
export interface Warning {
  code: string;
  message: string;
}

/** The `data` of each type of event. */
export interface EventData {
  "participant.joined": {
    identity: string;
    participant: string;
    incarnation: number;
    name?: string;
  };
  "participant.left": {
    identity: string;
    participant: string;
    incarnation: number;
    reason: LeaveReason;
  };
  "participant.removed": { identity: string };
  "participant.banned": { identity: string };
  "message.created": {
    messageId: string;
    identity: string;
    participant?: string;
    name?: string;
    clientId: string;
    text: string;
    attributes: Record<string, string>;
    editedAt?: string;
    deleted?: boolean;
    /** Identities by reaction. */
    reactions?: Record<string, string[]>;
  };
  "message.edited": { messageId: string; text: string; editedAt: string };
  "message.deleted": { messageId: string };
  "message.reacted": { messageId: string; identity: string; reaction: string; removed: boolean };
  "room.created": RoomChange;
  "room.updated": RoomChange;
  "room.deleted": RoomChange;
  "room.started": Record<string, never>;
  "room.ended": { durationSeconds: number };
}

export interface RoomChange {
  name: string;
  settings?: RoomSettingsView;
  metadata?: JsonObject;
}

interface EventEnvelope {
  /** `evt_…` */
  id: string;
  timestamp: string;
  tenant: string;
  room: string;
  /** `mtg_…`; absent outside of a meeting. */
  meeting?: string;
  /** Place in the log, from 1, without gaps. */
  seq: number;
}

type EventOf<Type extends keyof EventData> = EventEnvelope & { type: Type; data: EventData[Type] };

/** An entry of a room's log. A newer server may send other types: ignore those. */
export type EventView = { [Type in keyof EventData]: EventOf<Type> }[keyof EventData];
