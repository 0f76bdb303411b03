import { Chat } from "./chat/chat.js";
import type { RequestOptions, RoomNotice, RoomRequest } from "./connection/request.js";
import { Data } from "./data/data.js";
import { ConfabError } from "./errors.js";
import { Media } from "./media/media.js";
import { Playback } from "./media/playback.js";
import { Members } from "./members.js";
import { LocalParticipant } from "./participant.js";
import type { IceServers } from "./peers/ice.js";
import { Peers } from "./peers/peers.js";
import type { GrantsView, JsonObject, Server } from "./protocol/messages.js";

/** What the parts need of their room. */
export interface PartsLink {
  request: (body: RoomRequest, options?: RequestOptions) => Promise<Server.Ok["data"]>;
  /** Whether the frame was sent. */
  send: (body: RoomNotice) => boolean;
  ice: Pick<IceServers, "servers" | "refresh">;
  grants: () => GrantsView;
  online: () => boolean;
}

/** The parts of a room, wired to each other. Each takes `handle…()` calls and knows neither the room nor the others. */
export class RoomParts {
  readonly playback = new Playback();
  readonly members = new Members(this.playback);
  readonly media: Media;
  readonly peers: Peers;
  readonly chat: Chat;
  readonly data: Data;
  readonly local: LocalParticipant;

  constructor(joined: Server.Joined, link: PartsLink) {
    this.media = new Media({
      grants: link.grants,
      playback: this.playback,
      announce: (tracks) => link.request({ type: "update", tracks }),
      changed: () => this.peers.handleTracks(),
    });
    this.local = new LocalParticipant(joined.self, this.media.tracks, (change) =>
      link.request({ type: "update", ...change }),
    );
    this.peers = this.#makePeers(joined, link);
    this.chat = this.#makeChat(joined, link);
    this.data = this.#makeData(link);
    this.#wire();
  }

  /** The server tells everybody of everybody: ourselves are among them, and none of the others. */
  handlePresence({ joined = [], updated = [], left = [] }: Server.Presence): void {
    const self = [...joined, ...updated].find(({ id }) => id === this.local.id);
    if (self) this.local.handleView(self);
    const other = ({ id }: { id: string }) => id !== this.local.id;
    this.members.handlePresence({
      joined: joined.filter(other),
      updated: updated.filter(other),
      left: left.filter(other),
    });
  }

  /** Signaling is back and we are in the room again. */
  handleOnline(joined: Server.Joined): void {
    this.local.handleView(joined.self);
    this.members.handleSnapshot(joined.participants);
    this.peers.handleOnline();
    this.chat.handleOnline();
    this.data.handleOnline();
  }

  close(): void {
    this.peers.close();
    this.members.close();
    this.media.close();
    this.chat.close();
    this.data.close();
  }

  #makePeers({ self, room }: Server.Joined, link: PartsLink): Peers {
    return new Peers({
      self: self.id,
      relayOnly: room.settings.relayOnly,
      ice: link.ice,
      tracks: () => [...this.media.tracks.values()],
      describe: () => this.media.describe(),
      send: (to, incarnation, payload) =>
        link.send({ type: "signal", to, incarnation, payload: payload as unknown as JsonObject }),
    });
  }

  #makeChat({ self }: Server.Joined, link: PartsLink): Chat {
    return new Chat({
      self: { identity: self.identity, participant: self.id, name: () => this.local.name },
      request: link.request,
      typing: (typing) => link.send({ type: "chat.typing", typing }),
      read: (seq) => link.send({ type: "chat.read", seq }),
      online: link.online,
    });
  }

  #makeData(link: PartsLink): Data {
    return new Data({
      members: () => this.members.all.keys(),
      path: (participant) => this.peers.state(participant),
      open: (participant, label, options) => this.peers.openChannel(participant, label, options),
      permit: () => {
        if (link.grants().data) return;
        throw new ConfabError("forbidden", { message: "The token does not allow to send data." });
      },
      accepts: (from) => this.members.all.get(from)?.grants.data ?? true,
      request: (frame) => link.request({ type: "data", ...frame }),
      send: (frame) => link.send({ type: "data", ...frame }),
    });
  }

  #wire(): void {
    const { members, peers, data } = this;
    members.on("joined", ({ participant, before }) => {
      // Who comes later offers first.
      peers.handleMember(participant.id, participant.incarnation, before);
    });
    members.on("updated", ({ participant }) => {
      peers.handleMember(participant.id, participant.incarnation, true);
    });
    members.on("left", ({ participant }) => {
      peers.handleGone(participant.id);
      data.handleGone(participant.id);
    });
    peers.on("opened", ({ participant }) => {
      members.handleOpened(participant);
      data.handleOpened(participant);
    });
    peers.on("media", ({ participant, stream, track }) => {
      members.handleMedia(participant, stream, track);
    });
    peers.on("described", ({ participant, tracks }) => {
      members.handleDescribed(participant, tracks);
    });
    peers.on("channel", ({ participant, channel }) => data.handleChannel(participant, channel));
    peers.on("stateChanged", ({ participant }) => data.handlePath(participant));
  }
}
