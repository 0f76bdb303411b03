import type { TrackView } from "../protocol/messages.js";

interface Addressed {
  /** Id of the sender's RTCPeerConnection. */
  connection?: string | undefined;
  /** Id of the addressee's RTCPeerConnection, as far as the sender knows it. */
  remote?: string | undefined;
}

/** A description; `offer` numbers the sender's offers, and an answer repeats the number it answers. */
export interface DescriptionSignal extends Addressed {
  kind: "description";
  description: RTCSessionDescriptionInit;
  offer?: number | undefined;
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
