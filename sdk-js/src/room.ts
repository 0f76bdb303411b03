import type { Chat } from "./chat/chat.js";
import type { RequestBody, RequestOptions } from "./connection/request.js";
import { Retry } from "./connection/retry.js";
import type { Data } from "./data/data.js";
import { asConfabError, ConfabError } from "./errors.js";
import { Observable } from "./events.js";
import type { Media } from "./media/media.js";
import type { LocalParticipant, RemoteParticipant } from "./participant.js";
import { type CandidatePair, selectedPair } from "./peers/candidate-pair.js";
import type { SignalPayload } from "./peers/signal.js";
import type {
  ClientMessage,
  GrantsView,
  JsonObject,
  LeaveReason,
  RoomSettingsView,
  Server,
  ServerMessage,
  TrackView,
} from "./protocol/messages.js";
import type { RoomEvents, RoomState } from "./room-events.js";
import { type PartsLink, RoomParts } from "./room-parts.js";

/** What a room needs of the connection. */
export interface RoomLink extends Pick<PartsLink, "ice"> {
  send: (message: ClientMessage) => boolean;
  request: (body: RequestBody, options?: RequestOptions) => Promise<Server.Ok["data"]>;
}

/** A joined room. Made by `confab.join()`. */
export class Room extends Observable<RoomEvents> {
  declare readonly id: string;
  declare readonly name: string;
  declare readonly settings: RoomSettingsView;
  declare readonly metadata: JsonObject;
  /** What our token lets us do here. */
  declare readonly grants: GrantsView;
  readonly localParticipant: LocalParticipant;
  /** The others, by participant id. */
  readonly participants: ReadonlyMap<string, RemoteParticipant>;
  /** What we send: devices, screen, any MediaStreamTrack. */
  readonly media: Media;
  readonly chat: Chat;
  readonly data: Data;
  readonly #link: RoomLink;
  readonly #parts: RoomParts;
  #state: RoomState = "joined";
  #cursor: string;
  #lastSeq = 0;
  /** Our tracks, as the last join told of them. */
  #told: TrackView[] = [];

  /** @internal */
  constructor(joined: Server.Joined, link: RoomLink) {
    super();
    this.#link = link;
    this.#cursor = joined.cursor;
    this.#handleView(joined);
    const parts = new RoomParts(joined, {
      request: (body, options) => this.#request({ ...body, room: this.id } as RequestBody, options),
      send: (body) => link.send({ ...body, room: this.id } as ClientMessage),
      ice: link.ice,
      grants: () => this.grants,
      playbackBlocked: () => this.emit("playbackBlocked", {}),
      peerStateChanged: (id, state, error) => {
        const participant = this.participants.get(id);
        if (participant) this.emit("peerStateChanged", { participant, state, error });
      },
    });
    this.#parts = parts;
    this.localParticipant = parts.local;
    this.participants = parts.members.all;
    this.media = parts.media;
    this.chat = parts.chat;
    this.data = parts.data;
    parts.handleSnapshot(joined);
    parts.members.forward((event, payload) => {
      this.emit(event, payload as RoomEvents[typeof event]);
    });
  }

  get state(): RoomState {
    return this.#state;
  }

  /** `seq` of the last event seen; 0 before the first. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Leaves; resolves when the server confirmed or the connection is gone. */
  async leave(): Promise<void> {
    if (this.#state === "left") return;
    const told = this.#link.request({ type: "leave", room: this.id }).catch(() => {});
    this.handleLeft("left");
    await told;
  }

  /** Starts what the browser blocked. Call it from a click. */
  startPlayback(): Promise<void> {
    return this.#parts.playback.start();
  }

  /** The pair of candidates in use towards a participant; undefined without a path. */
  async candidatePair(participantId: string): Promise<CandidatePair | undefined> {
    const report = await this.#parts.peers.connection(participantId)?.getStats();
    return report && selectedPair(report);
  }

  /** @internal Where to go on reading after a reconnect. */
  get cursor(): string {
    return this.#cursor;
  }

  /** @internal */
  handleFrame(frame: ServerMessage): void {
    const { members, peers } = this.#parts;
    switch (frame.type) {
      case "left":
        return this.handleLeft(frame.reason);
      case "presence":
        return members.handlePresence(frame);
      case "signal":
        return peers.handleSignal(
          frame.from,
          frame.incarnation,
          frame.payload as unknown as SignalPayload,
        );
      case "event":
        return this.#handleEvent(frame);
      case "skip":
        this.#read(frame.seq, frame.cursor);
        return;
      case "data":
        return this.data.handleRelayed(frame);
      case "chat.typing":
        return this.chat.handleTyping(frame.from, frame.typing);
      case "chat.read":
        return this.chat.handleRead(frame.from, frame.seq);
      case "error":
        if (frame.to) peers.handleUndelivered(frame.to, frame.retryAfterMs);
        return;
      default:
    }
  }

  /** @internal The connection is lost; media goes on. */
  handleOffline(): void {
    if (this.#state !== "joined") return;
    this.#parts.peers.handleOffline();
    this.#setState("reconnecting");
  }

  /** @internal The connection is back: enters the room again. */
  async handleOnline(): Promise<void> {
    const { request } = this.#link;
    const { id: room, cursor } = this;
    const { name, attributes } = this.localParticipant.own;
    const join = async () => {
      // An earlier try, of a connection that is gone, may wake up late.
      if (this.#state !== "reconnecting") return;
      this.#told = this.media.outgoing.describe();
      await request({ type: "join", room, cursor, tracks: this.#told, name });
    };
    // Lost again meanwhile, the next reconnect joins.
    const later = ({ retryable, code }: ConfabError) => retryable && code !== "connection_lost";
    try {
      await new Retry().run(join, later);
      if (attributes) await request({ type: "update", room, attributes });
    } catch (fault) {
      // Refused for good, such as banned meanwhile; unless an earlier try was answered late and let us in.
      const error = asConfabError(fault, "connection_lost");
      if (!error.retryable && this.#state === "reconnecting") this.handleLeft(error.code, error);
    }
  }

  /** @internal The server let us in again. */
  handleRejoined(joined: Server.Joined): void {
    this.#handleView(joined);
    const { recovered, missed, cursor } = joined;
    // With events to follow, their cursors lead on: lost again half-way, we ask for the rest.
    if (!recovered || missed === 0) this.#cursor = cursor;
    // Another epoch counts anew.
    if (!recovered) this.#lastSeq = 0;
    this.#setState("joined");
    this.#parts.handleOnline(joined, this.#told);
    this.emit("recovered", { complete: recovered, missed });
  }

  /** @internal */
  handleIceServers(servers: RTCIceServer[]): void {
    this.#parts.peers.handleIceServers(servers);
  }

  /** @internal */
  handleLeft(reason: LeaveReason, error?: ConfabError): void {
    if (this.#state === "left") return;
    this.#setState("left");
    this.#parts.close();
    this.emit("left", { reason, error });
  }

  #request(body: RequestBody, options?: RequestOptions): Promise<Server.Ok["data"]> {
    if (this.#state === "joined") return this.#link.request(body, options);
    const code = this.#state === "left" ? "not_joined" : "connection_lost";
    return Promise.reject(new ConfabError(code));
  }

  /** Whether this place of the log is new to us. */
  #read(seq: number, cursor: string): boolean {
    const fresh = seq > this.#lastSeq;
    if (fresh) {
      this.#lastSeq = seq;
      this.#cursor = cursor;
    }
    return fresh;
  }

  #handleEvent(frame: Server.Event): void {
    const { event } = frame;
    if (!this.#read(event.seq, frame.cursor)) return;
    if (event.type === "participant.left") {
      const { participant, incarnation, reason } = event.data;
      this.#parts.members.handleLeft(participant, incarnation, reason);
    }
    this.chat.handleEvent(event);
    this.emit("event", { event });
  }

  #setState(state: RoomState): void {
    this.#state = state;
    this.emit("stateChanged", { state });
  }

  #handleView({ room, grants }: Server.Joined): void {
    Object.assign(this, room, { grants });
  }
}
