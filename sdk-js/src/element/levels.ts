const TICK_MS = 100;
/** Speech starts above the first and ends below the second, so that a pause between words does not flicker. */
const LOUD = 0.045;
const QUIET = 0.02;
const HOLD_TICKS = 6;

interface Watch {
  track: MediaStreamTrack;
  source: MediaStreamAudioSourceNode;
  analyser: AnalyserNode;
  level: number;
  hold: number;
}

/** Measures how loud each audio track is and tells who is speaking. One audio context per call. */
export class Levels {
  readonly #onSpeaking: (keys: ReadonlySet<string>) => void;
  readonly #watches = new Map<string, Watch>();
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #speaking = "";
  readonly #samples = new Float32Array(512);

  constructor(onSpeaking: (keys: ReadonlySet<string>) => void) {
    this.#onSpeaking = onSpeaking;
  }

  /** The level of one track, 0 to 1; 0 when it is not watched. */
  level(key: string): number {
    return this.#watches.get(key)?.level ?? 0;
  }

  /** Watches exactly these tracks from now on. */
  follow(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [key, watch] of this.#watches) {
      if (tracks.get(key) !== watch.track) this.#drop(key, watch);
    }
    for (const [key, track] of tracks) if (!this.#watches.has(key)) this.#add(key, track);
    if (this.#watches.size > 0) this.#timer ??= setInterval(() => this.#measure(), TICK_MS);
    else this.#rest();
  }

  close(): void {
    this.follow(new Map());
    void this.#context?.close();
    this.#context = undefined;
  }

  #add(key: string, track: MediaStreamTrack): void {
    const context = this.#open();
    if (!context || track.readyState === "ended") return;
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = this.#samples.length;
    source.connect(analyser);
    this.#watches.set(key, { track, source, analyser, level: 0, hold: 0 });
  }

  #drop(key: string, watch: Watch): void {
    watch.source.disconnect();
    this.#watches.delete(key);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Before the first click a context only makes the browser complain; it would measure silence anyway. */
  #open(): AudioContext | undefined {
    if (!this.#context && globalThis.AudioContext && navigator.userActivation?.hasBeenActive) {
      this.#context = new AudioContext({ latencyHint: "playback" });
    }
    if (this.#context?.state === "suspended") this.#context.resume().catch(() => undefined);
    return this.#context;
  }

  #measure(): void {
    const speaking: string[] = [];
    for (const [key, watch] of this.#watches) {
      watch.analyser.getFloatTimeDomainData(this.#samples);
      let sum = 0;
      for (const sample of this.#samples) sum += sample * sample;
      const loudness = Math.sqrt(sum / this.#samples.length);
      watch.level = Math.max(Math.min(1, loudness * 6), watch.level * 0.7);
      if (loudness > LOUD) watch.hold = HOLD_TICKS;
      else if (loudness < QUIET) watch.hold = Math.max(0, watch.hold - 1);
      if (watch.hold > 0) speaking.push(key);
    }
    const now = speaking.sort().join(" ");
    if (now !== this.#speaking) {
      this.#speaking = now;
      this.#onSpeaking(new Set(speaking));
    }
  }
}
