import type { ChatMessage, Confab, ConfabError, ConnectOptions, Room } from "../index.js";
import { connect } from "../index.js";
import { ChatLog } from "./chat-log.js";
import { inviteLink, lastName, resolveRoom } from "./invite.js";
import { Levels } from "./levels.js";
import { LocalMedia } from "./local-media.js";
import { People } from "./people.js";
import { endingFor, endingForError } from "./problems.js";
import type { Sound } from "./sound.js";
import { initialState } from "./state.js";
import type { Store } from "./store.js";
import { TabGuard } from "./tab-guard.js";

/** What the page asked for, read afresh at each start. */
export interface CallOptions {
  readonly connect: Omit<ConnectOptions, "room" | "name" | "signal">;
  /** Where relative addresses of documentation lead. */
  readonly server: string;
  readonly room: string;
  readonly name: string | undefined;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly invite: string | undefined;
}

/** What the page hears. */
export interface CallListener {
  joined(room: Room): void;
  left(reason: string): void;
  failed(error: ConfabError): void;
  message(message: ChatMessage): void;
  say(text: string): void;
}

const canShareScreen = () => typeof navigator.mediaDevices?.getDisplayMedia === "function";

/** One visit to a call, from the preview to the end. It asks the SDK and writes down what the SDK reports. */
export class CallSession {
  readonly #store: Store;
  readonly #options: CallOptions;
  readonly #listener: CallListener;
  readonly #sound: Sound;
  readonly #levels = new Levels((keys) => this.#people?.speaking(keys));
  readonly #abort = new AbortController();
  readonly #roomName: string;
  readonly media: LocalMedia;
  readonly #unsubscribe: (() => void)[] = [];
  #guard: TabGuard | undefined;
  #people: People | undefined;
  #chat: ChatLog | undefined;
  #confab: Confab | undefined;
  #room: Room | undefined;
  #joining: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  constructor(store: Store, options: CallOptions, sound: Sound, listener: CallListener) {
    this.#store = store;
    this.#options = options;
    this.#sound = sound;
    this.#listener = listener;
    this.#roomName = resolveRoom(options.room, location.href);
    this.media = new LocalMedia(store, () => this.#ownChanged(), listener);
  }

  get confab(): Confab | undefined {
    return this.#confab;
  }

  get room(): Room | undefined {
    return this.#room;
  }

  get chat(): ChatLog | undefined {
    return this.#chat;
  }

  /** Shows the preview. */
  async begin(): Promise<void> {
    const { name, connect: how, invite, room, microphone, camera } = this.#options;
    const guest = how.publishableKey !== undefined;
    const link = guest ? inviteLink(room, this.#roomName, location.href) : undefined;
    const { t, lang } = this.#store.state;
    this.#store.set({
      ...initialState(t, lang),
      room: this.#roomName,
      name: name ?? lastName.read(),
      askName: guest && name === undefined,
      may: { microphone: true, camera: true, screen: canShareScreen() },
      level: () => this.#levels.level("self"),
      invite: invite === undefined ? link : invite || undefined,
    });
    await this.media.preview(microphone, camera);
  }

  /** Joins once, however often it is asked. */
  join(): Promise<void> {
    this.#joining ??= this.#join();
    return this.#joining;
  }

  /** Resolves when the server knows. */
  async leave(): Promise<void> {
    this.#end("left");
    await this.#closed;
  }

  /** Ends everything at once, without a word: the element is gone from the page. */
  close(): void {
    this.#abort.abort();
    for (const stop of this.#unsubscribe.splice(0)) stop();
    this.#people?.close();
    this.#people = undefined;
    this.#chat?.close();
    this.media.close();
    this.#levels.close();
    this.#guard?.release();
    const confab = this.#confab;
    this.#confab = undefined;
    this.#room = undefined;
    this.#closed = confab?.close().catch(() => undefined);
  }

  async hear(): Promise<void> {
    await this.#room?.startPlayback();
    this.#store.withdraw("playback");
  }

  soundOn(): void {
    this.#sound.muted = false;
    this.#store.withdraw("other-tab");
  }

  async #join(): Promise<void> {
    this.#store.set({ phase: "joining" });
    const name = this.#store.state.name.trim();
    if (this.#store.state.askName && name) lastName.write(name);
    try {
      this.#guard = new TabGuard(this.#roomName);
      const first = await this.#guard.claim(() => this.#otherTabLeft());
      if (!first) await this.#joinQuietly();
      const named = name ? { name } : {};
      const signal = this.#abort.signal;
      this.#confab = await connect({
        ...this.#options.connect,
        ...named,
        room: this.#roomName,
        signal,
      });
      const room = await this.#confab.join(this.#roomName, { ...named, signal });
      await this.#enter(this.#confab, room);
    } catch (fault) {
      this.#fail(fault as ConfabError);
    }
  }

  async #enter(confab: Confab, room: Room): Promise<void> {
    const say = (text: string) => this.#listener.say(text);
    this.#room = room;
    this.#listen(confab, room);
    const { publish } = room.grants;
    this.#store.set({
      phase: "joined",
      joinedAt: Date.now(),
      room: room.name,
      may: {
        microphone: publish.includes("audio"),
        camera: publish.includes("video"),
        screen: publish.includes("screen") && canShareScreen(),
      },
    });
    this.#people = new People(room, this.#store, this.#levels, this.#sound, say);
    this.#chat = new ChatLog(room, this.#store, say, (message) => this.#listener.message(message));
    say(this.#store.state.t("said_you_joined"));
    this.#listener.joined(room);
    await this.media.publish(room);
  }

  #listen(confab: Confab, room: Room): void {
    const refresh = () => this.media.refresh();
    this.#unsubscribe.push(
      confab.on("stateChanged", ({ state, reason }) => {
        if (state !== "closed") this.#connection(state === "reconnecting");
        else this.#end(reason ?? "left");
      }),
      confab.on("error", ({ error }) => this.#listener.failed(error)),
      room.on("left", ({ reason, error }) => this.#end(reason, error)),
      room.on("playbackBlocked", () => this.#playbackBlocked()),
      room.media.on("deviceError", ({ error, kind }) => this.media.fault(kind, error)),
      room.media.on("trackPublished", refresh),
      room.media.on("trackUnpublished", refresh),
      room.media.on("trackEnded", ({ track }) => {
        if (track.source === "screen") this.#listener.say(this.#store.state.t("said_screen_off"));
        queueMicrotask(refresh);
      }),
    );
  }

  /** Our own tracks changed: the preview's meter, our tile and the sharing notice follow. */
  #ownChanged(): void {
    const { t, screen } = this.#store.state;
    if (this.#people) this.#people.refresh();
    else {
      const voice = this.media.track("microphone");
      const live = voice && !voice.muted ? [["self", voice.mediaStreamTrack] as const] : [];
      this.#levels.follow(new Map(live));
    }
    if (!screen.on) this.#store.withdraw("sharing");
    else if (!this.#store.state.notices.some(({ key }) => key === "sharing")) {
      this.#store.notify({
        key: "sharing",
        tone: "info",
        icon: "screen",
        text: t("sharing"),
        action: { label: t("screen_stop"), request: { type: "screen", on: false } },
        dismissable: false,
      });
    }
  }

  #connection(reconnecting: boolean): void {
    const { t, reconnecting: before } = this.#store.state;
    if (reconnecting === before) return;
    this.#store.set({ reconnecting });
    if (!reconnecting) {
      this.#store.withdraw("connection");
      this.#listener.say(t("said_reconnected"));
      return;
    }
    const text = t("reconnecting");
    this.#store.notify({ key: "connection", tone: "warn", icon: "wait", text, dismissable: false });
  }

  #playbackBlocked(): void {
    const { t } = this.#store.state;
    this.#store.notify({
      key: "playback",
      tone: "info",
      icon: "sound",
      text: t("hear_title"),
      action: { label: t("hear"), request: { type: "hear" } },
      dismissable: false,
    });
  }

  /** Two tabs of one machine would hear each other and howl. */
  async #joinQuietly(): Promise<void> {
    const { t } = this.#store.state;
    this.#sound.muted = true;
    await this.media.hush();
    this.#store.notify({
      key: "other-tab",
      tone: "info",
      icon: "microphone-off",
      text: t("other_tab"),
      action: { label: t("sound_on"), request: { type: "sound" } },
      dismissable: true,
    });
  }

  #otherTabLeft(): void {
    const { t, notices } = this.#store.state;
    this.#sound.muted = false;
    if (!notices.some(({ key }) => key === "other-tab")) return;
    const text = t("other_tab_gone");
    this.#store.notify({ key: "other-tab", tone: "info", icon: "sound", text, dismissable: true });
  }

  #fail(error: ConfabError): void {
    if (this.#abort.signal.aborted) return;
    this.#finish({ ending: endingForError(error, this.#store.state.t, this.#options.server) });
    this.#listener.failed(error);
  }

  #end(reason: string, error?: ConfabError): void {
    const { phase, t } = this.#store.state;
    if (phase !== "joined") return;
    const { server } = this.#options;
    this.#finish({ ending: error ? endingForError(error, t, server) : endingFor(reason, t) });
    this.#listener.left(reason);
  }

  #finish(change: Partial<Store["state"]>): void {
    this.close();
    this.#sound.muted = false;
    this.#store.set({ ...change, phase: "ended", notices: [], people: [], panel: "none" });
  }
}
