import type { TrackView } from "../protocol/messages.js";

interface Addressed {
  /** Id of the sender's RTCPeerConnection. */
  connection?: string;
  /** Id of the addressee's RTCPeerConnection, as far as the sender knows it. */
  remote?: string;
}

/** A description; `offer` numbers the sender's offers, and an answer repeats the number it answers. */
export interface DescriptionSignal extends Addressed {
  kind: "description";
  description: RTCSessionDescriptionInit;
  offer?: number;
  /** What the sender publishes, so that tracks have names when they arrive. */
  tracks?: TrackView[];
}

export interface CandidatesSignal extends Addressed {
  kind: "candidates";
  candidates: RTCIceCandidateInit[];
}

/** The sender has no connection `remote` refers to: start a new one. */
export interface RestartSignal extends Addressed {
  kind: "restart";
}

/** The payload of a `signal` frame. The server relays it and knows nothing of it. */
export type SignalPayload = DescriptionSignal | CandidatesSignal | RestartSignal;

/** A payload from outside, if it is one of ours. */
export function asSignal(payload: unknown): SignalPayload | undefined {
  const signal = (payload ?? {}) as SignalPayload;
  switch (signal.kind) {
    case "description":
      return typeof signal.description?.sdp === "string" ? signal : undefined;
    case "candidates":
      return Array.isArray(signal.candidates) ? signal : undefined;
    case "restart":
      return signal;
    default:
      return undefined;
  }
}
