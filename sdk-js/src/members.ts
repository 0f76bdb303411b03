import { Observable } from "./events.js";
import type { Playback } from "./media/playback.js";
import { RemoteTracks } from "./media/remote-tracks.js";
import { RemoteParticipant } from "./participant.js";
import type { LeaveReason, ParticipantView, Server, TrackView } from "./protocol/messages.js";
import type { MemberEvents } from "./room-events.js";

/** How long somebody whom a snapshot lacks may take to show up again: the server's own grace. */
const GRACE_MS = 45_000;

/** Where the news of ourselves go. */
interface Self {
  readonly id: string;
  handleView: (view: ParticipantView) => void;
}

/** The others in the room and their tracks. */
export class Members extends Observable<MemberEvents> {
  readonly #playback: Playback;
  readonly #self: Self;
  readonly #participants = new Map<string, RemoteParticipant>();
  /** Media may come before the participant it belongs to is known. */
  readonly #tracks = new Map<string, RemoteTracks>();
  readonly #missing = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(playback: Playback, self: Self) {
    super();
    this.#playback = playback;
    this.#self = self;
  }

  get all(): ReadonlyMap<string, RemoteParticipant> {
    return this.#participants;
  }

  /**
   * Who is in the room after a (re)join. Nobody is removed because a snapshot lacks them: a server
   * that has just started sees its clients come back one by one. They get the grace to do so.
   */
  handleSnapshot(views: readonly ParticipantView[]): void {
    for (const { id, incarnation } of this.#participants.values()) {
      this.#found(id);
      const gone = () => this.handleLeft(id, incarnation, "connection_lost");
      this.#missing.set(id, setTimeout(gone, GRACE_MS));
    }
    for (const view of views) this.handleView(view);
  }

  handlePresence({ joined = [], updated = [], left = [] }: Server.Presence): void {
    for (const { id, incarnation, reason } of left) {
      // Who comes again within the same frame was not away: the connection to them lives on.
      const back = joined.some((view) => view.id === id && view.incarnation > incarnation);
      if (!back) this.handleLeft(id, incarnation, reason);
    }
    for (const view of [...joined, ...updated]) this.handleView(view);
  }

  handleView(view: ParticipantView): void {
    // The server tells everybody of everybody: ourselves are among them, and none of the others.
    if (view.id === this.#self.id) {
      this.#self.handleView(view);
      return;
    }
    this.#found(view.id);
    const tracks = this.#tracksOf(view.id);
    const known = this.#participants.get(view.id);
    if (known) {
      if (view.incarnation < known.incarnation) return;
      const changes = known.handleView(view);
      if (changes.length > 0) this.emit("participantUpdated", { participant: known, changes });
    } else {
      const participant = new RemoteParticipant(view, tracks.live);
      this.#participants.set(view.id, participant);
      this.emit("participantJoined", { participant });
    }
    tracks.handleViews((known?.view ?? view).tracks);
  }

  /** An explicit `left`, from presence or from the log. One for an earlier incarnation changes nothing. */
  handleLeft(id: string, incarnation: number, reason: LeaveReason): void {
    const participant = this.#participants.get(id);
    if (!participant || incarnation < participant.incarnation) return;
    this.#found(id);
    this.#tracksOf(id).handleViews([]);
    this.#tracks.delete(id);
    this.#participants.delete(id);
    this.emit("participantLeft", { participant, reason });
  }

  handleMedia(id: string, ...media: Parameters<RemoteTracks["handleMedia"]>): void {
    this.#tracksOf(id).handleMedia(...media);
  }

  handleDescribed(id: string, tracks: TrackView[]): void {
    if (this.#participants.has(id)) this.#tracksOf(id).handleViews(tracks);
  }

  /** A new connection to them took the place of the old one. */
  handleOpened(id: string): void {
    this.#tracksOf(id).handleOpened();
  }

  /** We are out: nobody is left to us. */
  close(): void {
    for (const timer of this.#missing.values()) clearTimeout(timer);
    for (const tracks of this.#tracks.values()) tracks.handleViews([]);
  }

  #tracksOf(id: string): RemoteTracks {
    const known = this.#tracks.get(id);
    if (known) return known;
    const tracks = new RemoteTracks(this.#playback, (event, track) => {
      const participant = this.#participants.get(id);
      if (participant) this.emit(event, { track, participant });
    });
    this.#tracks.set(id, tracks);
    return tracks;
  }

  /** They are not missing any more. */
  #found(id: string): void {
    clearTimeout(this.#missing.get(id));
  }
}
