import type { LocalTrack, RemoteTrack } from "./media/tracks.js";
import type { ParticipantGrants, ParticipantView } from "./protocol/messages.js";

export type { GrantsView as Grants, ParticipantGrants, PublishKind } from "./protocol/messages.js";

/** A field of a participant that can change. */
export type ParticipantChange = Exclude<keyof ParticipantView, "id" | "identity">;

/** Somebody in a room. */
export abstract class Participant {
  /** `par_…`, stable for this identity in this room. */
  declare readonly id: string;
  declare readonly identity: string;
  /** Grows with each join of the same identity. */
  declare readonly incarnation: number;
  declare readonly name: string | undefined;
  declare readonly attributes: Readonly<Record<string, string>>;
  /** `reconnecting`: the server has not heard of them for a while; media may go on. */
  declare readonly state: "connected" | "reconnecting";
  declare readonly grants: ParticipantGrants;
  declare readonly joinedAt: Date;
  #view: ParticipantView;

  protected constructor(view: ParticipantView) {
    this.#view = view;
    this.handleView(view);
  }

  /** `name`, or the identity where there is none. */
  get displayName(): string {
    return this.name ?? this.identity;
  }

  /** @internal */
  get view(): ParticipantView {
    return this.#view;
  }

  /** @internal What changed. */
  handleView(seen: ParticipantView): ParticipantChange[] {
    const before = this.#view;
    // A server that has just started knows little of those who are not back yet; media goes on.
    const away = seen.state === "reconnecting" && seen.incarnation === before.incarnation;
    const view = { ...(away ? before : seen), state: seen.state };
    this.#view = view;
    const { tracks: _named, joinedAt, ...shown } = view;
    Object.assign(this, { name: undefined }, shown, { joinedAt: new Date(joinedAt) });
    const fields = Object.keys({ ...before, ...view }) as ParticipantChange[];
    return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(view[field]));
  }
}

/** Somebody else in the room. The same object from join to leave, over reconnects too. */
export class RemoteParticipant extends Participant {
  /** Tracks with media, by name. */
  readonly tracks: ReadonlyMap<string, RemoteTrack>;

  /** @internal */
  constructor(view: ParticipantView, tracks: ReadonlyMap<string, RemoteTrack>) {
    super(view);
    this.tracks = tracks;
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
