import { Chat } from "./chat/chat.js";
import type { RequestOptions, RoomNotice, RoomRequest } from "./connection/request.js";
import { Data } from "./data/data.js";
import { Media } from "./media/media.js";
import { Playback } from "./media/playback.js";
import { Members } from "./members.js";
import { LocalParticipant } from "./participant.js";
import type { IceServers } from "./peers/ice.js";
import { Peers, type PeersOptions } from "./peers/peers.js";
import type { GrantsView, JsonObject, Server, TrackView } from "./protocol/messages.js";

/** What the parts need of their room. */
export interface PartsLink {
  request: (body: RoomRequest, options?: RequestOptions) => Promise<Server.Ok["data"]>;
  /** Whether the frame was sent. */
  send: (body: RoomNotice) => boolean;
  ice: Pick<IceServers, "servers" | "refresh">;
  grants: () => GrantsView;
  playbackBlocked: () => void;
  peerStateChanged: PeersOptions["stateChanged"];
}

/** The parts of a room, wired to each other. Each takes `handle…()` calls and knows neither the room nor the others. */
export class RoomParts {
  readonly playback: Playback;
  readonly members: Members;
  readonly media: Media;
  readonly peers: Peers;
  readonly chat: Chat;
  readonly data: Data;
  readonly local: LocalParticipant;

  constructor(joined: Server.Joined, link: PartsLink) {
    const { self, room } = joined;
    this.playback = new Playback(link.playbackBlocked);
    this.media = new Media(link, this.playback, () => this.peers.handleTracks());
    this.local = new LocalParticipant(self, this.media.tracks, (change) =>
      link.request({ type: "update", ...change }),
    );
    this.members = new Members(this.playback, {
      id: self.id,
      handleView: (view) => {
        this.local.handleView(view);
        Object.assign(link.grants(), view.grants);
        this.media.handleView(view);
      },
    });
    this.peers = new Peers({
      self: self.id,
      relayOnly: room.settings.relayOnly,
      ice: link.ice,
      tracks: () => this.media.outgoing.tracks,
      describe: () => this.media.outgoing.describe(),
      send: (to, incarnation, payload) =>
        link.send({ type: "signal", to, incarnation, payload: payload as unknown as JsonObject }),
      opened: (participant) => {
        this.members.handleOpened(participant);
        this.data.handleOpened(participant);
      },
      stateChanged: link.peerStateChanged,
      media: (...media) => this.members.handleMedia(...media),
      described: (...described) => this.members.handleDescribed(...described),
      channel: (...channel) => this.data.handleChannel(...channel),
    });
    this.chat = new Chat(link, this.local);
    this.data = new Data({
      ...link,
      members: () => this.members.all.keys(),
      connection: (participant) => this.peers.connection(participant),
      accepts: (from) => this.members.all.get(from)?.grants.data ?? true,
    });
    this.#wire();
  }

  /** Who was in the room before us. */
  handleSnapshot({ participants }: Server.Joined): void {
    for (const { id, incarnation } of participants) this.peers.handleMember(id, incarnation, true);
    this.members.handleSnapshot(participants);
  }

  /** Signaling is back and we are in the room again, by a join that told of these tracks. */
  handleOnline(joined: Server.Joined, told: readonly TrackView[]): void {
    this.local.handleView(joined.self);
    this.media.handleJoined(joined.self, told);
    this.handleSnapshot(joined);
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

  #wire(): void {
    const { members, peers, data } = this;
    for (const event of ["participantJoined", "participantUpdated"] as const) {
      members.on(event, ({ participant }) => {
        // Who comes later offers first.
        peers.handleMember(participant.id, participant.incarnation, false);
      });
    }
    members.on("participantLeft", ({ participant }) => {
      peers.handleGone(participant.id);
      data.handleGone(participant.id);
    });
  }
}
