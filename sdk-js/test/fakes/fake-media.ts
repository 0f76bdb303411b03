import { vi } from "vitest";

let count = 0;

export class FakeTrack extends EventTarget {
  readonly kind: string;
  readonly id: string;
  enabled = true;
  readyState: MediaStreamTrackState = "live";
  contentHint = "";
  readonly settings: MediaTrackConstraints;

  constructor(kind: string, settings: MediaTrackConstraints = {}) {
    super();
    count += 1;
    this.id = `track-${count}`;
    this.kind = kind;
    this.settings = settings;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** The device goes away, as opposed to our own stop(). */
  unplug(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeMediaStream {
  readonly id: string;
  onremovetrack: ((event: { track: FakeTrack }) => void) | null = null;
  #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = [], id?: string) {
    count += 1;
    this.id = id ?? `stream-${count}`;
    this.#tracks = [...tracks];
  }

  getTracks() {
    return this.#tracks;
  }

  addTrack(track: FakeTrack) {
    this.#tracks.push(track);
  }

  removeTrack(track: FakeTrack) {
    this.#tracks = this.#tracks.filter((other) => other !== track);
  }
}

/** `navigator.mediaDevices` with devices that can be missing, busy or refused. */
export class FakeDevices extends EventTarget {
  /** What getUserMedia throws, by kind; absent: the device works. */
  readonly faults: { audio?: string; video?: string } = {};
  readonly opened: FakeTrack[] = [];
  readonly asked: MediaStreamConstraints[] = [];
  /** When set, getUserMedia waits for it. */
  gate: Promise<void> | undefined;

  /** Puts itself in the browser's place, until globals are restored. */
  install(): this {
    vi.stubGlobal("navigator", { mediaDevices: this });
    vi.stubGlobal("MediaStream", FakeMediaStream);
    return this;
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<FakeMediaStream> {
    this.asked.push(constraints);
    await this.gate;
    const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
    for (const kind of kinds) {
      const fault = this.faults[kind];
      if (fault) throw new DOMException("", fault);
    }
    const tracks = kinds.map(
      (kind) => new FakeTrack(kind, constraints[kind] as MediaTrackConstraints),
    );
    this.opened.push(...tracks);
    return new FakeMediaStream(tracks);
  }

  async getDisplayMedia(): Promise<FakeMediaStream> {
    const tracks = [new FakeTrack("video"), new FakeTrack("audio")];
    this.opened.push(...tracks);
    return new FakeMediaStream(tracks);
  }

  async enumerateDevices() {
    return [
      { kind: "audioinput", deviceId: "mic", label: "Microphone" },
      { kind: "videoinput", deviceId: "cam", label: "Camera" },
      { kind: "audiooutput", deviceId: "out", label: "Speaker" },
    ];
  }
}
