import type { LocalTrack, RemoteTrack } from "./media/tracks.js";

export type PublishKind = "audio" | "video" | "screen";

/** What the token lets this participant do in the room. */
export interface Grants {
  publish: PublishKind[];
  data: boolean;
  chat: boolean;
  [grant: string]: unknown;
}

export type ParticipantChange =
  | "name"
  | "attributes"
  | "state"
  | "tracks"
  | "incarnation"
  | "grants";

export interface Participant {
  /** `par_…`, stable for this identity in this room. */
  readonly id: string;
  readonly identity: string;
  /** Grows with each join of the same identity. */
  readonly incarnation: number;
  readonly name: string | undefined;
  /** `name`, or the identity where there is none. */
  readonly displayName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly state: "connected" | "reconnecting";
  readonly grants: Grants;
  readonly joinedAt: Date;
}

/** Somebody else in the room. The same object from join to leave, over reconnects too. */
export interface RemoteParticipant extends Participant {
  /** Tracks with media, by name. */
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
}

/** Ourselves in the room. */
export interface LocalParticipant extends Participant {
  /** What we publish, by name. The same map as `room.media.tracks`. */
  readonly tracks: ReadonlyMap<string, LocalTrack>;
  /** Refused with `forbidden` where the token fixes the name. */
  setName(name: string): Promise<void>;
  /** Replaces all attributes; at most 4 KiB. */
  setAttributes(attributes: Record<string, string>): Promise<void>;
}
