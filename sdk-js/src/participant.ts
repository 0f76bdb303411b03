import type { RemoteTracks } from "./media/remote-tracks.js";
import type { LocalTrack, RemoteTrack } from "./media/tracks.js";
import type { ParticipantGrants, ParticipantView } from "./protocol/messages.js";

export type { GrantsView as Grants, ParticipantGrants, PublishKind } from "./protocol/messages.js";

export type ParticipantChange =
  | "name"
  | "attributes"
  | "state"
  | "tracks"
  | "incarnation"
  | "grants";

const watched = ["name", "attributes", "state", "tracks", "incarnation", "grants"] as const;

/** Somebody in a room. */
export abstract class Participant {
  #view: ParticipantView;

  protected constructor(view: ParticipantView) {
    this.#view = view;
  }

  protected get view(): ParticipantView {
    return this.#view;
  }

  /** `par_…`, stable for this identity in this room. */
  get id(): string {
    return this.#view.id;
  }

  get identity(): string {
    return this.#view.identity;
  }

  /** Grows with each join of the same identity. */
  get incarnation(): number {
    return this.#view.incarnation;
  }

  get name(): string | undefined {
    return this.#view.name;
  }

  /** `name`, or the identity where there is none. */
  get displayName(): string {
    return this.#view.name ?? this.#view.identity;
  }

  get attributes(): Readonly<Record<string, string>> {
    return this.#view.attributes;
  }

  /** `reconnecting`: the server has not heard of them for a while; media may go on. */
  get state(): "connected" | "reconnecting" {
    return this.#view.state;
  }

  get grants(): ParticipantGrants {
    return this.#view.grants;
  }

  get joinedAt(): Date {
    return new Date(this.#view.joinedAt);
  }

  /** @internal What changed. An older incarnation changes nothing. */
  handleView(view: ParticipantView): ParticipantChange[] {
    const before = this.#view;
    if (view.incarnation < before.incarnation) return [];
    this.#view = view;
    return watched.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(view[field]));
  }
}

/** Somebody else in the room. The same object from join to leave, over reconnects too. */
export class RemoteParticipant extends Participant {
  readonly #tracks: RemoteTracks;

  /** @internal */
  constructor(view: ParticipantView, tracks: RemoteTracks) {
    super(view);
    this.#tracks = tracks;
  }

  /** Tracks with media, by name. */
  get tracks(): ReadonlyMap<string, RemoteTrack> {
    return this.#tracks.live;
  }
}

export interface OwnChange {
  name?: string;
  attributes?: Record<string, string>;
}

/** Ourselves in the room. */
export class LocalParticipant extends Participant {
  /** What we publish, by name. The same map as `room.media.tracks`. */
  readonly tracks: ReadonlyMap<string, LocalTrack>;
  readonly #update: (change: OwnChange) => Promise<unknown>;
  readonly #own: OwnChange = {};

  /** @internal */
  constructor(
    view: ParticipantView,
    tracks: ReadonlyMap<string, LocalTrack>,
    update: (change: OwnChange) => Promise<unknown>,
  ) {
    super(view);
    this.tracks = tracks;
    this.#update = update;
  }

  /** Refused with `forbidden` where the token fixes the name. */
  setName(name: string): Promise<void> {
    return this.#change({ name });
  }

  /** Replaces all attributes; at most 4 KiB. */
  setAttributes(attributes: Record<string, string>): Promise<void> {
    return this.#change({ attributes });
  }

  /** @internal What the page changed since the join: a new join starts without it. */
  get own(): OwnChange {
    return this.#own;
  }

  async #change(change: OwnChange): Promise<void> {
    await this.#update(change);
    Object.assign(this.#own, change);
    this.handleView({ ...this.view, ...change });
  }
}
