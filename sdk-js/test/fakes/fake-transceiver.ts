import { type FakeMediaStream, FakeTrack } from "./fake-media.js";

export interface FakeSdp {
  ufrag: string;
  data: boolean;
  media: { mid: string; kind: string; direction: RTCRtpTransceiverDirection; stream: string }[];
}

/** What both sides want of a transceiver at once. */
export function agreed(
  ours: RTCRtpTransceiverDirection,
  theirs: RTCRtpTransceiverDirection,
): RTCRtpTransceiverDirection {
  const send = ours.includes("send") && theirs.includes("recv");
  const recv = ours.includes("recv") && theirs.includes("send");
  if (send) return recv ? "sendrecv" : "sendonly";
  return recv ? "recvonly" : "inactive";
}

export class FakeTransceiver {
  mid: string | null = null;
  currentDirection: RTCRtpTransceiverDirection | null = null;
  #direction: RTCRtpTransceiverDirection = "sendrecv";
  stream = "";
  readonly receiver: { track: FakeTrack };
  readonly sender = {
    track: null as FakeTrack | null,
    replaceTrack: async (track: FakeTrack | null) => {
      this.sender.track = track;
    },
    setStreams: (stream: FakeMediaStream) => {
      this.stream = stream.id;
    },
  };
  readonly #changed: () => void;

  constructor(kind: string, changed: () => void) {
    this.#changed = changed;
    this.receiver = { track: new FakeTrack(kind) };
  }

  get direction() {
    return this.#direction;
  }

  set direction(direction: RTCRtpTransceiverDirection) {
    if (direction === this.#direction) return;
    this.#direction = direction;
    this.#changed();
  }
}
