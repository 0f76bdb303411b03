import type { ConfabError } from "../../src/errors.js";

export interface Guest {
  id: string;
  name: string;
  muted?: boolean;
  speaking?: boolean;
  picture?: boolean;
  reconnecting?: boolean;
  shares?: boolean;
}

/** What a fake connection can be told to do once the element listens. */
interface Stage {
  fire(event: string, payload: unknown): void;
  room: { fire(event: string, payload: unknown): void };
}

export interface Scene {
  room?: string;
  guests?: Guest[];
  refused?: {
    camera?: "permission_denied" | "device_missing";
    microphone?: "permission_denied" | "device_missing";
  };
  joinFails?: { code: string; message: string; hint: string } & Partial<ConfabError>;
  connecting?: boolean;
  messages?: {
    from: string;
    name?: string;
    text: string;
    minutes: number;
    status?: "sending" | "failed";
    edited?: boolean;
    deleted?: boolean;
  }[];
  /** Runs once the element listens. */
  after?: (stage: Stage) => void;
  /** Attributes beyond the usual ones. */
  attributes?: Record<string, string>;
  /** What the driver clicks after the page is there: labels of buttons, in order. */
  clicks?: string[];
  /** A text typed into the field that has the focus after the clicks. */
  types?: string;
  /** Another tab of the same browser is in the call. */
  otherTab?: boolean;
}

const tomasz: Guest = { id: "tomasz", name: "Tomasz Wolny" };
const ife: Guest = { id: "ife", name: "Ife Adeyemi" };
const mei: Guest = { id: "mei", name: "Mei Tanaka" };
const samir: Guest = { id: "samir", name: "Samir Haddad" };
const leila: Guest = { id: "leila", name: "Leila Rahman" };
const jonas: Guest = { id: "jonas", name: "Jonas Berg" };
const noor: Guest = { id: "noor", name: "Noor Patel" };
const ruth: Guest = { id: "ruth", name: "Ruth Ellery" };

const join = ["Join call"];
const five = [
  { ...ife, speaking: true },
  tomasz,
  { ...mei, muted: true },
  { ...samir, picture: false, muted: true },
];
const nine = [
  ife,
  { ...tomasz, muted: true },
  mei,
  { ...samir, speaking: true },
  { ...leila, muted: true },
  { ...jonas, picture: false, muted: true },
  noor,
  { ...ruth, muted: true },
];

const talk: Scene["messages"] = [
  {
    from: "ife",
    name: "Ife Adeyemi",
    text: "Morning! The drawings for the entrance are here: https://studio.example/entrance",
    minutes: 0,
  },
  { from: "ife", name: "Ife Adeyemi", text: "Page 3 is the one to look at.", minutes: 1 },
  {
    from: "self",
    name: "Ana Duarte",
    text: "Lovely. The bench by the window is exactly right.",
    minutes: 4,
  },
  {
    from: "tomasz",
    name: "Tomasz Wolny",
    text: "Agreed. Could the lamp sit a little lower, so that it lights the table and not the ceiling?",
    minutes: 9,
    edited: true,
  },
  { from: "mei", name: "Mei Tanaka", text: "", minutes: 10, deleted: true },
  { from: "ife", name: "Ife Adeyemi", text: "Good idea, I’ll move it 20 cm down.", minutes: 11 },
  {
    from: "self",
    name: "Ana Duarte",
    text: "Thank you! Shall we look at the opening weeks next?",
    minutes: 11,
  },
];

/** Every state on the sheet. The first eleven are those every change must be judged by. */
export const scenes: Record<string, Scene> = {
  "pre-join": { attributes: { room: "studio-review" }, types: "Ana Duarte" },
  alone: { clicks: join, attributes: { room: "desk-{random}", name: "Ana Duarte" } },
  two: { clicks: join, guests: [{ ...ife, speaking: true }] },
  five: { clicks: join, guests: five },
  nine: { clicks: join, guests: nine },
  sharing: {
    clicks: join,
    guests: [
      { ...ife, shares: true, speaking: true },
      tomasz,
      { ...mei, muted: true },
      { ...samir, picture: false, muted: true },
    ],
  },
  reconnecting: {
    clicks: join,
    guests: [ife, { ...tomasz, reconnecting: true }, { ...noor, muted: true }],
    after: (stage) => stage.fire("stateChanged", { state: "reconnecting" }),
  },
  refused: { refused: { camera: "permission_denied" }, types: "Ana Duarte" },
  removed: {
    clicks: join,
    guests: [ife],
    after: (stage) => stage.room.fire("left", { reason: "removed" }),
  },
  full: {
    clicks: join,
    joinFails: {
      code: "room_full",
      message: "The room has reached its limit of 9 participants.",
      hint: "Raise maxParticipants of the room, or try again when somebody left.",
    },
  },
  ended: {
    clicks: join,
    guests: [ife],
    after: (stage) => stage.room.fire("left", { reason: "left" }),
  },
  chat: { clicks: [...join, "Chat"], guests: five, messages: talk },
  "chat-empty": { clicks: [...join, "Chat"], guests: [ife] },
  devices: { clicks: [...join, "Devices"], guests: [ife, mei] },
  invite: {
    clicks: [...join, "Invite people"],
    guests: [ife, mei],
    attributes: { room: "desk-{random}" },
  },
  "other-tab": { clicks: join, guests: [ife], otherTab: true },
  hear: {
    clicks: join,
    guests: [ife, mei],
    after: (stage) => stage.room.fire("playbackBlocked", {}),
  },
  three: { clicks: join, guests: [ife, { ...noor, muted: true }] },
  joining: { clicks: join, connecting: true },
  "own-share": {
    clicks: [...join, "Share your screen"],
    guests: [ife, { ...tomasz, muted: true }],
  },
  "no-camera": { clicks: ["Turn camera off"], types: "Ana Duarte" },
  misconfigured: { attributes: { room: "" } },
};
