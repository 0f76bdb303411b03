import type { TrackKind } from "../media/tracks.js";

/** One of our tracks on its way to the others. */
export interface OutgoingTrack {
  readonly kind: TrackKind;
  /** Names the track towards the others: its id goes into the SDP and into `tracks[].stream`. No other of this kind has it. */
  readonly stream: MediaStream;
  /** Absent while a muted camera is switched off. */
  readonly sending: MediaStreamTrack | undefined;
}

/**
 * Keeps the senders of one RTCPeerConnection equal to our tracks. A sender keeps the stream it was first
 * described with: after each negotiation Chromium puts that one back, and would negotiate another for
 * ever. Whatever goes out under the same stream later takes the same sender.
 */
export class Senders {
  readonly #connection: RTCPeerConnection;
  /** By kind and stream. */
  readonly #transceivers = new Map<string, RTCRtpTransceiver>();

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  sync(tracks: readonly OutgoingTrack[]): void {
    const wanted = new Map(tracks.map((track) => [`${track.kind} ${track.stream.id}`, track]));
    for (const [key, track] of wanted) {
      if (!this.#transceivers.has(key)) this.#transceivers.set(key, this.#open(track));
    }
    for (const [key, transceiver] of this.#transceivers) {
      // The other side does not want it; ours never stop one.
      if (transceiver.direction === "stopped") continue;
      const track = wanted.get(key);
      transceiver.direction = track ? "sendrecv" : "recvonly";
      // Rejects only when the connection closes meanwhile.
      transceiver.sender.replaceTrack(track?.sending ?? null).catch(() => {});
    }
  }

  /** One of the other side's that we never sent through, so that one answer carries both ways; or a new one. */
  #open({ kind, stream, sending }: OutgoingTrack): RTCRtpTransceiver {
    const connection = this.#connection;
    const ours = [...this.#transceivers.values()];
    const theirs = connection
      .getTransceivers()
      .find((other) => other.receiver.track.kind === kind && !ours.includes(other));
    if (!theirs) return connection.addTransceiver(sending ?? kind, { streams: [stream] });
    theirs.sender.setStreams(stream);
    return theirs;
  }
}
