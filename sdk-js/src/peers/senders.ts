import type { TrackKind } from "../media/tracks.js";

/** One of our tracks on its way to the others. */
export interface OutgoingTrack {
  readonly name: string;
  readonly kind: TrackKind;
  /** Names the track towards the others: its id goes into the SDP and into `tracks[].stream`. */
  readonly stream: MediaStream;
  /** Absent while a muted camera is switched off. */
  readonly sending: MediaStreamTrack | undefined;
}

/** Keeps the senders of one RTCPeerConnection equal to our tracks. */
export class Senders {
  readonly #connection: RTCPeerConnection;
  readonly #byName = new Map<string, RTCRtpTransceiver>();

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  /** Our tracks by name. */
  sync(tracks: ReadonlyMap<string, OutgoingTrack>): void {
    for (const [name, transceiver] of this.#byName) {
      if (!tracks.has(name)) this.#remove(name, transceiver);
    }
    for (const track of tracks.values()) {
      const transceiver = this.#byName.get(track.name) ?? this.#add(track);
      // Each time, as Chromium forgets new streams when it rolls back.
      transceiver.sender.setStreams(track.stream);
      replace(transceiver.sender, track.sending ?? null);
    }
  }

  #add(track: OutgoingTrack): RTCRtpTransceiver {
    const transceiver = this.#idle(track.kind) ?? this.#create(track);
    transceiver.direction = "sendrecv";
    this.#byName.set(track.name, transceiver);
    return transceiver;
  }

  #create({ kind, sending, stream }: OutgoingTrack): RTCRtpTransceiver {
    return this.#connection.addTransceiver(sending ?? kind, { streams: [stream] });
  }

  #remove(name: string, transceiver: RTCRtpTransceiver): void {
    this.#byName.delete(name);
    replace(transceiver.sender, null);
    transceiver.direction = "recvonly";
  }

  /**
   * A transceiver that sends nothing: the other side's, or one of ours left by another track, so that
   * the SDP does not grow with each screen share. The other side must know that it sends nothing: it
   * is told of a track only when sending starts.
   */
  #idle(kind: TrackKind): RTCRtpTransceiver | undefined {
    const taken = new Set(this.#byName.values());
    return this.#connection.getTransceivers().find((transceiver) => {
      const { receiver, direction, currentDirection } = transceiver;
      const sends = direction === "stopped" || currentDirection?.startsWith("send");
      return receiver.track.kind === kind && !sends && !taken.has(transceiver);
    });
  }
}

function replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
  if (sender.track === track) return;
  // Rejects only when the connection closes meanwhile.
  sender.replaceTrack(track).catch(() => {});
}
