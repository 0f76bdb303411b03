import type { Chat } from "./chat/chat.js";
import type { RequestBody, RequestOptions } from "./connection/request.js";
import type { Data } from "./data/data.js";
import { ConfabError } from "./errors.js";
import { Observable } from "./events.js";
import { LogPosition } from "./log.js";
import type { Media } from "./media/media.js";
import type { LocalParticipant, RemoteParticipant } from "./participant.js";
import { type CandidatePair, selectedPair } from "./peers/candidate-pair.js";
import type {
  ClientMessage,
  GrantsView,
  JsonObject,
  LeaveReason,
  RoomSettingsView,
  Server,
  ServerMessage,
} from "./protocol/messages.js";
import { rejoin } from "./rejoin.js";
import type { RoomEvents, RoomState } from "./room-events.js";
import { type PartsLink, RoomParts } from "./room-parts.js";

/** What a room needs of the connection. */
export interface RoomLink extends Pick<PartsLink, "ice"> {
  send: (message: ClientMessage) => boolean;
  request: (body: RequestBody, options?: RequestOptions) => Promise<Server.Ok["data"]>;
}

/** A joined room. Made by `confab.join()`. */
export class Room extends Observable<RoomEvents> {
  readonly #link: RoomLink;
  readonly #parts: RoomParts;
  readonly #log: LogPosition;
  #joined: Server.Joined;
  #state: RoomState = "joined";

  /** @internal */
  constructor(joined: Server.Joined, link: RoomLink) {
    super();
    this.#joined = joined;
    this.#link = link;
    this.#log = new LogPosition(joined);
    this.#parts = new RoomParts(joined, {
      request: (body, options) => this.#request({ ...body, room: this.id } as RequestBody, options),
      send: (body) => link.send({ ...body, room: this.id } as ClientMessage),
      ice: link.ice,
      grants: () => this.grants,
      online: () => this.#state === "joined",
    });
    this.#parts.members.handleSnapshot(joined.participants);
    this.#wire();
  }

  get id(): string {
    return this.#joined.room.id;
  }

  get name(): string {
    return this.#joined.room.name;
  }

  get settings(): RoomSettingsView {
    return this.#joined.room.settings;
  }

  get metadata(): JsonObject {
    return this.#joined.room.metadata;
  }

  /** What our token lets us do here. */
  get grants(): GrantsView {
    return this.#joined.grants;
  }

  get state(): RoomState {
    return this.#state;
  }

  /** `seq` of the last event seen; 0 before the first. */
  get lastSeq(): number {
    return this.#log.seq;
  }

  get localParticipant(): LocalParticipant {
    return this.#parts.local;
  }

  /** The others, by participant id. */
  get participants(): ReadonlyMap<string, RemoteParticipant> {
    return this.#parts.members.all;
  }

  /** What we send: devices, screen, any MediaStreamTrack. */
  get media(): Media {
    return this.#parts.media;
  }

  get chat(): Chat {
    return this.#parts.chat;
  }

  get data(): Data {
    return this.#parts.data;
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
    const report = await this.#parts.peers.getStats(participantId);
    return report && selectedPair(report);
  }

  /** @internal Where to go on reading after a reconnect. */
  get cursor(): string {
    return this.#log.cursor;
  }

  /** @internal */
  handleFrame(frame: ServerMessage): void {
    const { peers, chat, data } = this.#parts;
    switch (frame.type) {
      case "left":
        return this.handleLeft(frame.reason);
      case "presence":
        return this.#parts.handlePresence(frame);
      case "signal":
        return peers.handleSignal(frame.from, frame.incarnation, frame.payload);
      case "event":
        return this.#handleEvent(frame);
      case "skip":
        return this.#log.skip(frame);
      case "data":
        return data.handleRelayed(frame);
      case "chat.typing":
        return chat.handleTyping(frame.from, frame.typing);
      case "chat.read":
        return chat.handleRead(frame.from, frame.seq);
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
    const away = () => this.#state === "reconnecting";
    const { media, local } = this.#parts;
    const join = () => ({
      room: this.id,
      cursor: this.#log.cursor,
      tracks: media.describe(),
      ...(local.own.name !== undefined && { name: local.own.name }),
    });
    try {
      await rejoin(this.#link.request, join, away);
      const { attributes } = local.own;
      if (attributes) await this.#link.request({ type: "update", room: this.id, attributes });
    } catch (fault) {
      // Refused for good, such as banned meanwhile: rejoin() itself tries again what may succeed.
      if (away() && fault instanceof ConfabError) this.handleLeft(fault.code, fault);
    }
  }

  /** @internal The server let us in again. */
  handleRejoined(joined: Server.Joined): void {
    this.#joined = joined;
    this.#log.handleRejoined(joined);
    this.#setState("joined");
    this.#parts.handleOnline(joined);
    this.emit("recovered", { complete: joined.recovered, missed: joined.missed });
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
    this.emit("left", { reason, ...(error && { error }) });
  }

  #request(body: RequestBody, options?: RequestOptions): Promise<Server.Ok["data"]> {
    if (this.#state === "joined") return this.#link.request(body, options);
    const code = this.#state === "left" ? "not_joined" : "connection_lost";
    return Promise.reject(new ConfabError(code));
  }

  #handleEvent(frame: Server.Event): void {
    if (!this.#log.take(frame)) return;
    const { event } = frame;
    if (event.type === "participant.left") {
      const { participant, incarnation, reason } = event.data;
      this.#parts.members.handleLeft(participant, incarnation, reason);
    }
    this.#parts.chat.handleEvent(event);
    this.emit("event", { event });
  }

  #setState(state: RoomState): void {
    this.#state = state;
    this.emit("stateChanged", { state });
  }

  #wire(): void {
    const { members, peers, playback } = this.#parts;
    members.on("joined", ({ participant }) => this.emit("participantJoined", { participant }));
    members.on("left", (event) => this.emit("participantLeft", event));
    members.on("updated", (event) => this.emit("participantUpdated", event));
    members.on("subscribed", (event) => this.emit("trackSubscribed", event));
    members.on("unsubscribed", (event) => this.emit("trackUnsubscribed", event));
    members.on("mutedChanged", ({ track, participant, muted }) =>
      this.emit(muted ? "trackMuted" : "trackUnmuted", { track, participant }),
    );
    playback.on("blocked", () => this.emit("playbackBlocked", {}));
    peers.on("stateChanged", ({ participant: id, ...change }) => {
      const participant = members.all.get(id);
      if (participant) this.emit("peerStateChanged", { participant, ...change });
    });
  }
}
