import { FakeMediaStream, FakeTrack } from "./fake-media.js";

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
  #settledStream: string | undefined;
  #received: FakeMediaStream | undefined;
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

  /** Chromium: the stream a sender was first described with comes back after each negotiation. */
  settle(): void {
    if (this.#direction.includes("send")) this.#settledStream ??= this.stream;
    this.stream = this.#settledStream ?? this.stream;
  }

  /** Media of this stream comes, or none; returns the streams where that is new. */
  receive(stream: string | undefined): FakeMediaStream[] | undefined {
    const before = this.#received;
    if (stream === before?.id) return undefined;
    this.#received = stream === undefined ? undefined : new FakeMediaStream([], stream);
    before?.onremovetrack?.({ track: this.receiver.track });
    return this.#received && [this.#received];
  }

  /** Whether the other side knows what we send by another stream. */
  renames(described: string): boolean {
    return this.#direction.includes("send") && this.stream !== described;
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
