import { Observable } from "./events.js";
import type { Playback } from "./media/playback.js";
import { RemoteTracks } from "./media/remote-tracks.js";
import type { RemoteTrack } from "./media/tracks.js";
import { type ParticipantChange, RemoteParticipant } from "./participant.js";
import type { ParticipantView, Server, TrackView } from "./protocol/messages.js";

type Of<T> = T & { participant: RemoteParticipant };

export interface MembersEvents {
  /** `before`: they were in the room before us. */
  joined: Of<{ before: boolean }>;
  left: Of<{ reason: string }>;
  updated: Of<{ changes: ParticipantChange[] }>;
  subscribed: Of<{ track: RemoteTrack }>;
  unsubscribed: Of<{ track: RemoteTrack }>;
  mutedChanged: Of<{ track: RemoteTrack; muted: boolean }>;
}

/** What a presence frame says of others than ourselves. */
export type PresenceChange = Required<Pick<Server.Presence, "joined" | "updated" | "left">>;

/** How long somebody whom a snapshot lacks may take to show up again: the server's own grace. */
const GRACE_MS = 45_000;

/** The others in the room and their tracks. */
export class Members extends Observable<MembersEvents> {
  readonly #playback: Playback;
  readonly #participants = new Map<string, RemoteParticipant>();
  /** Media may come before the participant it belongs to is known. */
  readonly #tracks = new Map<string, RemoteTracks>();
  readonly #missing = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(playback: Playback) {
    super();
    this.#playback = playback;
  }

  get all(): ReadonlyMap<string, RemoteParticipant> {
    return this.#participants;
  }

  /**
   * Who is in the room after a (re)join. Nobody is removed because a snapshot lacks them: a server
   * that has just started sees its clients come back one by one. They get the grace to do so.
   */
  handleSnapshot(views: readonly ParticipantView[]): void {
    for (const view of views) this.#handleView(view, true);
    const present = new Set(views.map(({ id }) => id));
    for (const participant of this.#participants.values()) {
      if (!present.has(participant.id)) this.#expect(participant);
    }
  }

  handlePresence({ joined, updated, left }: PresenceChange): void {
    // Who comes again within the same frame was not away: the connection to them lives on.
    const stays = new Map(joined.map(({ id, incarnation }) => [id, incarnation]));
    for (const { id, incarnation, reason } of left) {
      if ((stays.get(id) ?? 0) <= incarnation) this.handleLeft(id, incarnation, reason);
    }
    for (const view of [...joined, ...updated]) this.#handleView(view, false);
  }

  /** An explicit `left`, from presence or from the log. One for an earlier incarnation changes nothing. */
  handleLeft(id: string, incarnation: number, reason: string): void {
    const participant = this.#participants.get(id);
    if (!participant || incarnation < participant.incarnation) return;
    this.#found(id);
    this.#tracks.get(id)?.handleGone();
    this.#tracks.delete(id);
    this.#participants.delete(id);
    this.emit("left", { participant, reason });
  }

  handleMedia(id: string, stream: string, track: MediaStreamTrack): void {
    this.#tracksOf(id).handleMedia(stream, track);
  }

  handleDescribed(id: string, tracks: TrackView[]): void {
    if (this.#participants.has(id)) this.#tracksOf(id).handleViews(tracks);
  }

  /** A new connection to them took the place of the old one. */
  handleOpened(id: string): void {
    this.#tracks.get(id)?.handleOpened();
  }

  /** We are out: nobody is left to us. */
  close(): void {
    for (const timer of this.#missing.values()) clearTimeout(timer);
    for (const tracks of this.#tracks.values()) tracks.handleGone();
    this.#tracks.clear();
  }

  #handleView(view: ParticipantView, before: boolean): void {
    this.#found(view.id);
    const known = this.#participants.get(view.id);
    const tracks = this.#tracksOf(view.id);
    if (known) {
      const changes = known.handleView(view);
      if (changes.length > 0) this.emit("updated", { participant: known, changes });
    } else {
      const participant = new RemoteParticipant(view, tracks);
      this.#participants.set(view.id, participant);
      this.emit("joined", { participant, before });
    }
    if ((known?.incarnation ?? 0) <= view.incarnation) tracks.handleViews(view.tracks);
  }

  #tracksOf(id: string): RemoteTracks {
    const known = this.#tracks.get(id);
    if (known) return known;
    const tracks = new RemoteTracks(this.#playback);
    this.#tracks.set(id, tracks);
    const withParticipant = (emit: (participant: RemoteParticipant) => void) => {
      const participant = this.#participants.get(id);
      if (participant) emit(participant);
    };
    tracks.on("subscribed", (event) =>
      withParticipant((participant) => this.emit("subscribed", { ...event, participant })),
    );
    tracks.on("unsubscribed", (event) =>
      withParticipant((participant) => this.emit("unsubscribed", { ...event, participant })),
    );
    tracks.on("mutedChanged", (event) =>
      withParticipant((participant) => this.emit("mutedChanged", { ...event, participant })),
    );
    return tracks;
  }

  #expect(participant: RemoteParticipant): void {
    const { id } = participant;
    this.#found(id);
    const gone = () => this.handleLeft(id, participant.incarnation, "connection_lost");
    this.#missing.set(id, setTimeout(gone, GRACE_MS));
  }

  #found(id: string): void {
    clearTimeout(this.#missing.get(id));
    this.#missing.delete(id);
  }
}
