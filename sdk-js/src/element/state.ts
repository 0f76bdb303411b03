import type { LocalTrack, RemoteTrack } from "../index.js";
import type { IconName } from "./icons.js";
import type { Request } from "./requests.js";
import type { Translate } from "./strings.js";

/** setup: choosing devices. joining: connecting. joined: in the room. ended: left, removed or refused. */
export type Phase = "setup" | "joining" | "joined" | "ended";
export type Panel = "none" | "chat" | "invite" | "settings";
export type DeviceKind = "microphone" | "camera" | "speaker";
export type AnyTrack = LocalTrack | RemoteTrack;

/** A microphone, camera or screen of ours, as the SDK reports it. `busy` while a request is under way. */
export interface DeviceState {
  readonly on: boolean;
  readonly busy: boolean;
}

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

/** The devices of this machine, and which one is in use. */
export interface Devices {
  readonly microphone: readonly DeviceChoice[];
  readonly camera: readonly DeviceChoice[];
  readonly speaker: readonly DeviceChoice[];
  readonly chosen: Readonly<Partial<Record<DeviceKind, string>>>;
}

/** Somebody in the room, ourselves included. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly self: boolean;
  readonly hue: number;
  readonly microphoneOn: boolean;
  readonly speaking: boolean;
  readonly link: "connected" | "connecting" | "reconnecting" | "failed";
  readonly camera: AnyTrack | undefined;
  readonly screen: AnyTrack | undefined;
}

/** A message and what its row needs to know about its neighbours. */
export interface MessageRow {
  readonly key: string;
  readonly clientId: string;
  readonly author: string;
  readonly hue: number;
  readonly text: string;
  readonly time: string;
  readonly own: boolean;
  readonly status: "sending" | "stored" | "failed";
  readonly edited: boolean;
  readonly deleted: boolean;
  /** The first of a run by the same author: it shows name and time. */
  readonly first: boolean;
  /** A new day begins above this message. */
  readonly day: string | undefined;
}

export interface ChatState {
  readonly allowed: boolean;
  readonly rows: readonly MessageRow[];
  readonly unread: number;
  readonly more: boolean;
  readonly loading: boolean;
  readonly typing: readonly string[];
}

/** A sentence above the stage, with at most one thing to do. */
export interface Notice {
  readonly key: string;
  readonly tone: "info" | "warn";
  readonly icon: IconName;
  readonly text: string;
  readonly action?: { readonly label: string; readonly request: Request } | undefined;
  readonly dismissable: boolean;
}

/** Why the call is not running, in plain words, and the way on. */
export interface Ending {
  readonly figure: "parted" | "closed" | "full" | "fault";
  readonly title: string;
  readonly text: string;
  readonly action: string | undefined;
  /** The action joins at once, without the preview. */
  readonly direct: boolean;
  /** For whoever builds the page: the SDK's own sentence, its code and the page about it. */
  readonly detail:
    | { readonly code: string; readonly text: string; readonly docs: string | undefined }
    | undefined;
}

export interface CallState {
  readonly t: Translate;
  readonly lang: string;
  readonly phase: Phase;
  readonly room: string;
  readonly name: string;
  readonly askName: boolean;
  /** The camera preview before joining. */
  readonly preview: AnyTrack | undefined;
  /** Asks how loud our microphone is just now, 0 to 1. */
  readonly level: () => number;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly screen: DeviceState;
  /** What the token and the browser let us send. */
  readonly may: Readonly<Record<"microphone" | "camera" | "screen", boolean>>;
  readonly devices: Devices;
  /** Everyone else in the order they came, then ourselves. */
  readonly people: readonly Person[];
  readonly chat: ChatState;
  readonly panel: Panel;
  readonly notices: readonly Notice[];
  readonly reconnecting: boolean;
  readonly joinedAt: number | undefined;
  readonly invite: string | undefined;
  readonly ending: Ending | undefined;
}

const off: DeviceState = { on: false, busy: false };

export function initialState(t: Translate, lang: string): CallState {
  return {
    t,
    lang,
    phase: "setup",
    room: "",
    name: "",
    askName: false,
    preview: undefined,
    level: () => 0,
    microphone: off,
    camera: off,
    screen: off,
    may: { microphone: true, camera: true, screen: false },
    devices: { microphone: [], camera: [], speaker: [], chosen: {} },
    people: [],
    chat: { allowed: true, rows: [], unread: 0, more: false, loading: false, typing: [] },
    panel: "none",
    notices: [],
    reconnecting: false,
    joinedAt: undefined,
    invite: undefined,
    ending: undefined,
  };
}
