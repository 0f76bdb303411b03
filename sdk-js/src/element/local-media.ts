import type { ConfabError, LocalPreview, LocalTrack, Room, Source } from "../index.js";
import { createLocalPreview } from "../index.js";
import { listDevices } from "./devices.js";
import { deviceSentence } from "./problems.js";
import type { DeviceKind } from "./state.js";
import type { Store } from "./store.js";

type Input = "microphone" | "camera";
type Own = Input | "screen";

const capture = { microphone: { audio: true }, camera: { video: true } } as const;
const inputOf = { audio: "microphone", video: "camera" } as const;

/** Who hears what happened to our devices: the screen reader, and the page. */
interface MediaListener {
  say(text: string): void;
  failed(error: ConfabError): void;
}

/** Our own microphone, camera and screen, before and during the call. The state says only what the tracks say. */
export class LocalMedia {
  readonly #store: Store;
  readonly #changed: () => void;
  readonly #listener: MediaListener;
  readonly #busy = new Set<Own>();
  readonly #listening = new Map<LocalTrack, () => void>();
  readonly #chosen: Partial<Record<DeviceKind, string>> = {};
  readonly #list = () => void this.#listDevices();
  readonly #previews: LocalPreview[] = [];
  #room: Room | undefined;
  #open = false;
  #hushed = false;

  constructor(store: Store, changed: () => void, listener: MediaListener) {
    this.#store = store;
    this.#changed = changed;
    this.#listener = listener;
  }

  /** Our track from one source, previewed or published. */
  track(source: Source): LocalTrack | undefined {
    return this.#tracks().find((track) => track.source === source);
  }

  /** Opens the devices for the preview. */
  async preview(microphone: boolean, camera: boolean): Promise<void> {
    this.#open = true;
    navigator.mediaDevices?.addEventListener("devicechange", this.#list);
    if (microphone) this.#busy.add("microphone");
    if (camera) this.#busy.add("camera");
    this.refresh();
    if (microphone || camera) await this.#openPreview({ audio: microphone, video: camera });
    this.#busy.clear();
    this.refresh();
    await this.#listDevices();
  }

  /** Sends what is previewed. A device that fails never keeps us out of the room. */
  async publish(room: Room): Promise<void> {
    this.#room = room;
    const speaker = this.#chosen.speaker;
    if (speaker) await room.media.useDevice("speaker", speaker).catch(() => undefined);
    for (const preview of this.#previews.splice(0)) await this.#publish(room, preview);
    this.refresh();
  }

  /** Keeps the microphone off until somebody turns it on, also one that is only just being opened. */
  async hush(): Promise<void> {
    this.#hushed = true;
    await this.track("microphone")?.mute();
  }

  /** Turns a source on or off. */
  async turn(own: Own, on: boolean): Promise<void> {
    if (this.#busy.has(own)) return;
    this.#hushed = false;
    this.#busy.add(own);
    this.#store.withdraw(`device-${own}`);
    this.#store.withdraw("device-both");
    this.refresh();
    try {
      await (own === "screen" ? this.#turnScreen(on) : this.#turnInput(own, on));
      const now = this.track(own);
      const isOn = now !== undefined && !now.muted;
      if (isOn === on) this.#listener.say(this.#store.state.t(`said_${own}_${on ? "on" : "off"}`));
    } catch (fault) {
      this.#failed(own, fault as ConfabError);
    }
    this.#busy.delete(own);
    this.refresh();
    void this.#listDevices();
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.#chosen[kind] = id;
    try {
      if (this.#room) await this.#room.media.useDevice(kind, id);
      else if (kind !== "speaker") await this.#choosePreview(kind, id);
    } catch (fault) {
      if (kind !== "speaker") this.#failed(kind, fault as ConfabError);
    }
    this.refresh();
    await this.#listDevices();
  }

  /** Reports a device that stopped or would not start. */
  fault(kind: "audio" | "video", error: ConfabError): void {
    this.#failed(inputOf[kind], error);
    this.refresh();
  }

  close(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#list);
    for (const preview of this.#previews.splice(0)) preview.stop();
    this.#room = undefined;
    this.#busy.clear();
    this.refresh();
    this.#open = false;
  }

  /** Brings the state in line with the tracks. */
  refresh(): void {
    // The next call may have begun to write the same state.
    if (!this.#open) return;
    const tracks = this.#tracks();
    for (const [track, stop] of this.#listening) {
      if (!tracks.includes(track)) {
        stop();
        this.#listening.delete(track);
      }
    }
    for (const track of tracks) {
      if (!this.#listening.has(track)) {
        this.#listening.set(
          track,
          track.on("mutedChanged", () => this.refresh()),
        );
      }
    }
    const camera = this.track("camera");
    this.#store.set({
      microphone: this.#state("microphone"),
      camera: this.#state("camera"),
      screen: this.#state("screen"),
      preview: camera && !camera.muted ? camera : undefined,
    });
    this.#changed();
  }

  #state(own: Own) {
    const track = this.track(own);
    return { on: track !== undefined && !track.muted, busy: this.#busy.has(own) };
  }

  #tracks(): LocalTrack[] {
    const published = this.#room ? [...this.#room.media.tracks.values()] : [];
    return [...published, ...this.#previews.flatMap((preview) => preview.tracks)];
  }

  async #turnInput(input: Input, on: boolean): Promise<void> {
    const track = this.track(input);
    if (track) await (on ? track.unmute() : track.mute());
    else if (on && this.#room) await this.#room.media.publish(this.#wanted(input));
    else if (on) await this.#openPreview(this.#wanted(input));
  }

  async #turnScreen(on: boolean): Promise<void> {
    if (on) await this.#room?.media.shareScreen();
    else await this.#room?.media.stopScreenShare();
  }

  #wanted(input: Input) {
    const id = this.#chosen[input];
    if (!id) return capture[input];
    return { [input === "microphone" ? "audio" : "video"]: { deviceId: { exact: id } } };
  }

  async #openPreview(what: Parameters<typeof createLocalPreview>[0]): Promise<void> {
    const preview = await createLocalPreview(what);
    if (!this.#open) {
      preview.stop();
      return;
    }
    if (this.#hushed) await voiceOf(preview)?.mute();
    // Whoever joins faster than the camera opens is followed into the room by it.
    if (this.#room) await this.#publish(this.#room, preview);
    else this.#previews.push(preview);
    const codes = new Set(preview.errors.map(({ error }) => error.code));
    for (const { error } of preview.errors) this.#listener.failed(error);
    const both = preview.errors.length > 1 && codes.size === 1 && this.#failedBoth([...codes][0]);
    if (!both) for (const { kind, error } of preview.errors) this.#explain(inputOf[kind], error);
  }

  /** One by one: a camera the room has no place for must not cost the microphone. */
  async #publish(room: Room, { tracks }: LocalPreview): Promise<void> {
    for (const track of tracks) {
      await room.media.publish(track).catch((error: ConfabError) => {
        this.#failed(inputOf[track.kind], error);
        track.stop();
      });
    }
  }

  async #choosePreview(kind: Input, id: string): Promise<void> {
    const preview = this.#previews.find((one) => one.tracks.some((track) => track.source === kind));
    if (preview) await preview.useDevice(kind, id);
    else await this.#openPreview(this.#wanted(kind));
  }

  async #listDevices(): Promise<void> {
    const found = await listDevices(this.#store.state.t);
    const chosen = { ...this.#chosen };
    for (const kind of ["microphone", "camera"] as const) {
      const used = this.track(kind)?.mediaStreamTrack.getSettings().deviceId;
      if (used) chosen[kind] = used;
    }
    if (this.#open) this.#store.set({ devices: { ...found, chosen } });
  }

  /** One sentence is enough when camera and microphone fail for the same reason. */
  #failedBoth(code: string | undefined): boolean {
    const { t } = this.#store.state;
    const text = code === "permission_denied" ? t("blocked_both") : t("missing_both");
    if (code !== "permission_denied" && code !== "device_missing") return false;
    this.#store.notify({
      key: "device-both",
      tone: "warn",
      icon: "warning",
      text,
      dismissable: true,
    });
    return true;
  }

  #failed(own: Own, error: ConfabError): void {
    // Closing the browser's own picker is a decision, not a fault.
    if (own === "screen" && (error.code === "permission_denied" || error.code === "aborted"))
      return;
    this.#listener.failed(error);
    this.#explain(own, error);
  }

  #explain(own: Own, error: ConfabError): void {
    const { t } = this.#store.state;
    const again = { label: t("retry"), request: { type: own, on: true } as const };
    this.#store.notify({
      key: `device-${own}`,
      tone: "warn",
      icon: own === "screen" ? "warning" : `${own}-off`,
      text: deviceSentence(own, error, t),
      action: error.code === "publishers_full" ? undefined : again,
      dismissable: true,
    });
  }
}

const voiceOf = ({ tracks }: LocalPreview) => tracks.find((track) => track.source === "microphone");
