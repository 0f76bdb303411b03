import type {
  LocalTrack,
  Participant,
  PeerState,
  RemoteParticipant,
  RemoteTrack,
  Room,
  Source,
} from "../index.js";
import { hue } from "./avatar.js";
import type { Levels } from "./levels.js";
import type { Sound } from "./sound.js";
import type { AnyTrack, Person } from "./state.js";
import type { Store } from "./store.js";

const pictures: readonly Source[] = ["camera", "video"];
const voices: readonly Source[] = ["microphone", "audio"];

/** Keeps the people of the state in line with the room: who is here, what they send, how they are reached. */
export class People {
  readonly #room: Room;
  readonly #store: Store;
  readonly #levels: Levels;
  readonly #sound: Sound;
  readonly #say: (text: string) => void;
  readonly #links = new Map<string, PeerState>();
  readonly #unsubscribe: (() => void)[];
  #speaking: ReadonlySet<string> = new Set();

  constructor(room: Room, store: Store, levels: Levels, sound: Sound, say: (text: string) => void) {
    this.#room = room;
    this.#store = store;
    this.#levels = levels;
    this.#sound = sound;
    this.#say = say;
    const refresh = () => this.refresh();
    this.#unsubscribe = [
      room.on("participantJoined", ({ participant }) => this.#came(participant)),
      room.on("participantLeft", ({ participant }) => this.#went(participant)),
      room.on("peerStateChanged", ({ participant, state }) => this.#linked(participant, state)),
      room.on("participantUpdated", refresh),
      room.on("trackSubscribed", refresh),
      // The track is still in the map while its end is told.
      room.on("trackUnsubscribed", () => queueMicrotask(refresh)),
      room.on("trackMuted", refresh),
      room.on("trackUnmuted", refresh),
    ];
    this.refresh();
  }

  close(): void {
    for (const stop of this.#unsubscribe) stop();
    this.#sound.follow(new Set());
  }

  speaking(keys: ReadonlySet<string>): void {
    this.#speaking = keys;
    this.refresh();
  }

  /** Reads the room afresh. Cheap enough to do at every event: a call has few people. */
  refresh(): void {
    const others = [...this.#room.participants.values()].sort(
      (one, other) =>
        one.joinedAt.getTime() - other.joinedAt.getTime() || (one.id < other.id ? -1 : 1),
    );
    const own = this.#room.localParticipant;
    const audio = new Set<RemoteTrack>();
    const heard = new Map<string, MediaStreamTrack>();
    for (const other of others) {
      for (const track of other.tracks.values()) if (track.kind === "audio") audio.add(track);
      const voice = pick(other.tracks, voices);
      if (voice && !voice.muted) heard.set(other.id, voice.mediaStreamTrack);
    }
    const voice = pick(this.#room.media.tracks, voices);
    if (voice && !voice.muted) heard.set(own.id, voice.mediaStreamTrack);
    this.#sound.follow(audio);
    this.#levels.follow(heard);
    this.#store.set({
      people: [
        ...others.map((other) => this.#person(other, other.tracks)),
        this.#person(own, this.#room.media.tracks),
      ],
    });
  }

  #person(who: Participant, tracks: ReadonlyMap<string, LocalTrack | RemoteTrack>): Person {
    const self = who === this.#room.localParticipant;
    const voice = pick(tracks, voices);
    const screen = pick(tracks, ["screen"]);
    return {
      id: who.id,
      name: nameOf(who) ?? this.#store.state.t("guest"),
      self,
      hue: hue(who.identity),
      microphoneOn: voice !== undefined && !voice.muted,
      speaking: this.#speaking.has(who.id),
      link: this.#link(who, self, tracks.size > 0),
      camera: shown(pick(tracks, pictures)),
      screen: self ? undefined : shown(screen),
    };
  }

  #link(who: Participant, self: boolean, heard: boolean): Person["link"] {
    if (self) return "connected";
    if (who.state === "reconnecting") return "reconnecting";
    const link = this.#links.get(who.id);
    if (link === "failed") return "failed";
    if (link === "reconnecting") return "reconnecting";
    return link === "connected" || heard ? "connected" : "connecting";
  }

  #came(who: RemoteParticipant): void {
    const { t } = this.#store.state;
    this.#say(t("said_joined", { name: nameOf(who) ?? t("guest") }));
    this.refresh();
  }

  #went(who: RemoteParticipant): void {
    const { t } = this.#store.state;
    this.#links.delete(who.id);
    this.#store.withdraw(`peer-${who.id}`);
    this.#say(t("said_left", { name: nameOf(who) ?? t("guest") }));
    queueMicrotask(() => this.refresh());
  }

  #linked(who: RemoteParticipant, state: PeerState): void {
    const { t } = this.#store.state;
    this.#links.set(who.id, state);
    const key = `peer-${who.id}`;
    if (state === "failed") {
      const text = t("peer_failed", { name: nameOf(who) ?? t("guest") });
      this.#store.notify({ key, tone: "warn", icon: "warning", text, dismissable: true });
    } else this.#store.withdraw(key);
    this.refresh();
  }
}

function pick<T extends AnyTrack>(
  tracks: ReadonlyMap<string, T>,
  sources: readonly Source[],
): T | undefined {
  for (const source of sources) {
    for (const track of tracks.values()) if (track.source === source) return track;
  }
  return undefined;
}

const shown = (track: AnyTrack | undefined) => (track && !track.muted ? track : undefined);

/** A guest's identity is made by the server and means nothing to people. */
function nameOf(who: Participant): string | undefined {
  return who.name || (who.displayName !== who.identity ? who.displayName : undefined);
}
