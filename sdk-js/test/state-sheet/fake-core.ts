/**
 * Stands in for the SDK core while the state sheet is drawn: the same calls, the same events, no server. The scene in
 * `globalThis.scene` says who is there and what goes wrong. Our own camera is real: a clip given to the browser.
 */
import { ConfabError } from "../../src/errors.js";
import { Observable } from "../../src/events.js";
import type {
  ChatEvents,
  ChatMessage,
  MediaEvents,
  RoomEvents,
  Source,
  TrackEvents,
} from "../../src/index.js";
import { picture, silence, slides, voice } from "./pictures.js";
import type { Guest, Scene } from "./scenes.js";

export { ConfabError };

declare const scene: Scene;

class Speaker<E extends object> extends Observable<E> {
  fire<K extends keyof E>(event: K, payload: E[K]): void {
    this.emit(event, payload);
  }
}

export class FakeTrack extends Speaker<TrackEvents> {
  readonly name: string;
  readonly source: Source;
  readonly kind: "audio" | "video";
  readonly mediaStreamTrack: MediaStreamTrack;
  muted: boolean;
  readonly #elements = new Set<HTMLMediaElement>();

  constructor(source: Source, kind: "audio" | "video", media: MediaStreamTrack, muted = false) {
    super();
    this.name = source;
    this.source = source;
    this.kind = kind;
    this.mediaStreamTrack = media;
    this.muted = muted;
  }

  attach(element: HTMLMediaElement): HTMLMediaElement {
    this.#elements.add(element);
    element.srcObject = new MediaStream([this.mediaStreamTrack]);
    element.play().catch(() => undefined);
    return element;
  }

  detach(element?: HTMLMediaElement): void {
    for (const one of element ? [element] : this.#elements) {
      one.srcObject = null;
      this.#elements.delete(one);
    }
  }

  async mute(): Promise<void> {
    this.#set(true);
  }

  async unmute(): Promise<void> {
    this.#set(false);
  }

  stop(): void {
    this.mediaStreamTrack.stop();
  }

  #set(muted: boolean): void {
    this.muted = muted;
    this.fire("mutedChanged", { muted });
  }
}

const kinds = { microphone: "audio", camera: "video" } as const;

export async function createLocalPreview(wanted: { audio?: unknown; video?: unknown }) {
  const tracks: FakeTrack[] = [];
  const errors: { kind: "audio" | "video"; error: ConfabError }[] = [];
  for (const source of ["microphone", "camera"] as const) {
    const kind = kinds[source];
    if (!wanted[kind]) continue;
    const refused = scene.refused?.[source];
    if (refused) errors.push({ kind, error: new ConfabError(refused) });
    else tracks.push(new FakeTrack(source, kind, await own(kind)));
  }
  const stop = () => {
    for (const track of tracks) track.stop();
  };
  return { tracks, errors, useDevice: async () => undefined, stop };
}

async function own(kind: "audio" | "video"): Promise<MediaStreamTrack> {
  if (kind === "audio") return silence();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  return stream.getVideoTracks()[0]!;
}

class FakeMedia extends Speaker<MediaEvents> {
  readonly tracks = new Map<string, FakeTrack>();

  async publish(track: FakeTrack): Promise<FakeTrack[]> {
    this.tracks.set(track.name, track);
    this.fire("trackPublished", { track: track as never });
    return [track];
  }

  async shareScreen(): Promise<void> {
    this.tracks.set("screen", new FakeTrack("screen", "video", await slides()));
    this.fire("trackPublished", { track: this.tracks.get("screen") as never });
  }

  async stopScreenShare(): Promise<void> {
    this.tracks.delete("screen");
    this.fire("trackUnpublished", {} as never);
  }

  async useDevice(): Promise<void> {}
}

class FakeChat extends Speaker<ChatEvents> {
  messages: ChatMessage[] = [];

  async history(): Promise<{ messages: ChatMessage[]; hasMore: boolean }> {
    this.messages = (scene.messages ?? []).map((said, index) => message(said, index));
    return { messages: this.messages, hasMore: false };
  }

  async send(text: string): Promise<ChatMessage> {
    const sent = message({ from: "self", text, minutes: 0 }, this.messages.length);
    this.messages = [...this.messages, sent];
    this.fire("message", { message: sent });
    return sent;
  }

  async resend(): Promise<void> {}
  typing(): void {}
  read(): void {}
}

function message(said: NonNullable<Scene["messages"]>[number], index: number): ChatMessage {
  const base = new Date(`2026-03-03T09:${String(40 + said.minutes).padStart(2, "0")}:00`);
  return {
    id: `msg_${index}`,
    clientId: `c${index}`,
    seq: index + 1,
    identity: said.from,
    participant: said.from,
    name: said.name ?? said.from,
    text: said.text,
    attributes: {},
    timestamp: base,
    reactions: {},
    status: said.status ?? "stored",
    own: said.from === "self",
    ...(said.edited ? { editedAt: base } : {}),
    ...(said.deleted ? { deleted: true } : {}),
  };
}

class FakeRoom extends Speaker<RoomEvents> {
  readonly id = "rm_1";
  readonly name = scene.room ?? "studio-review";
  readonly grants = { publish: ["audio", "video", "screen"], data: true, chat: true };
  readonly settings = {};
  readonly metadata = {};
  readonly state = "joined";
  readonly lastSeq = 12;
  readonly media = new FakeMedia();
  readonly chat = new FakeChat();
  readonly participants = new Map<string, ReturnType<typeof participant>>();
  readonly localParticipant = {
    ...participant({ id: "self", name: "Ana Duarte" }, 9),
    tracks: this.media.tracks,
  };

  async fill(): Promise<void> {
    for (const [index, guest] of (scene.guests ?? []).entries()) {
      const one = participant(guest, index);
      this.participants.set(guest.id, one);
      await this.#dress(guest, one.tracks);
    }
  }

  async #dress(guest: Guest, tracks: Map<string, FakeTrack>): Promise<void> {
    const sound = guest.speaking ? voice() : silence();
    tracks.set("microphone", new FakeTrack("microphone", "audio", sound, guest.muted));
    if (guest.picture !== false) {
      const seen = await picture(guest.id);
      tracks.set("camera", new FakeTrack("camera", "video", seen));
    }
    if (guest.shares) {
      tracks.set("screen", new FakeTrack("screen", "video", await slides()));
    }
  }

  async leave(): Promise<void> {}
  async startPlayback(): Promise<void> {}
}

function participant(guest: Guest, index: number) {
  return {
    id: guest.id,
    identity: guest.id,
    incarnation: 1,
    name: guest.name,
    displayName: guest.name,
    attributes: {},
    state: guest.reconnecting ? "reconnecting" : "connected",
    joinedAt: new Date(1_772_000_000_000 + index * 1000),
    tracks: new Map<string, FakeTrack>(),
  };
}

class FakeConfab extends Speaker<Record<string, unknown>> {
  readonly room = new FakeRoom();

  async join(): Promise<FakeRoom> {
    if (scene.joinFails) throw new ConfabError(scene.joinFails.code, scene.joinFails);
    await this.room.fill();
    const { after } = scene;
    // Once the element listens: the joined event of the same turn comes first.
    if (after) setTimeout(() => after(this as never), 50);
    return this.room;
  }

  async close(): Promise<void> {}
}

export async function connect(): Promise<FakeConfab> {
  if (scene.connecting) await new Promise(() => undefined);
  return new FakeConfab();
}

export const version = "state-sheet";
