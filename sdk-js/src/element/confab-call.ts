import type { ChatMessage, Confab, ConfabError, FrameRecord, Room } from "../index.js";
import { serverAddress } from "../server-address.js";
import { type CallOptions, CallSession } from "./call-session.js";
import { h } from "./dom.js";
import { fulfil } from "./effects.js";
import { EndingElement } from "./ending-view.js";
import { misconfigured } from "./problems.js";
import { REQUEST, type Request } from "./requests.js";
import { RoomElement } from "./room-view.js";
import { SetupElement } from "./setup-view.js";
import { shortcut } from "./shortcuts.js";
import { Sound } from "./sound.js";
import { type CallState, initialState } from "./state.js";
import { Store } from "./store.js";
import { translator } from "./strings.js";
import { adoptStyles } from "./styles.js";
import { ElementBase } from "./view-element.js";

/** What `<confab-call>` dispatches; all bubble and cross shadow roots. */
export interface ConfabCallEventMap {
  /** We are in the room. */
  "confab-joined": CustomEvent<{ room: Room }>;
  /** We are out: `left`, or why we had to go. */
  "confab-left": CustomEvent<{ reason: string }>;
  /** A device or joining failed, or something in the call did. The visitor has already read about it. */
  "confab-error": CustomEvent<{ error: ConfabError }>;
  /** A new chat message, our own included. */
  "confab-message": CustomEvent<{ message: ChatMessage }>;
  /** About to leave at the visitor's or the page's wish; `preventDefault()` stays. */
  "confab-before-leave": CustomEvent<Record<string, never>>;
}

type View = SetupElement | RoomElement | EndingElement;

/** `<confab-call>`: a whole call in one tag. Attributes, events, parts and properties: docs/web-component.md. */
export class ConfabCallElement extends ElementBase {
  /** A change before joining starts the preview afresh; during a call it waits for the next one. */
  static readonly observedAttributes = [
    "publishable-key",
    "token",
    "server",
    "room",
    "name",
    "audio",
    "video",
    "invite-url",
    "lang",
  ];

  /** Sees every frame on the wire from the first on, tokens masked. Read at join. */
  frameTap: ((record: FrameRecord) => void) | undefined;

  readonly #call = h("div", { class: "call" });
  readonly #said = h("div", { class: "spoken", role: "status" });
  readonly #heard = h("div", { hidden: true });
  readonly #store = new Store(initialState(translator("en"), "en"), (state) => this.#show(state));
  readonly #sound = new Sound(this.#heard);
  #tokenProvider: (() => Promise<string>) | undefined;
  #session: CallSession | undefined;
  #view: View | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    adoptStyles(root);
    root.append(this.#call, this.#said, this.#heard);
    root.addEventListener(REQUEST, (event) => {
      event.stopPropagation();
      this.#handle((event as CustomEvent<Request>).detail);
    });
    root.addEventListener("keydown", (event) => {
      const request = shortcut(event as KeyboardEvent, this.#store.state);
      if (request) this.#handle(request);
    });
  }

  /** Called for a fresh token whenever one is needed; may stand alone or beside `token`. */
  get tokenProvider(): (() => Promise<string>) | undefined {
    return this.#tokenProvider;
  }

  set tokenProvider(provider: (() => Promise<string>) | undefined) {
    const fresh = !this.#tokenProvider !== !provider;
    this.#tokenProvider = provider;
    // Frameworks hand over a new function at each rendering: whichever is last serves the running call.
    if (fresh) this.#refresh();
  }

  /** The live connection while in a call. */
  get confab(): Confab | undefined {
    return this.#session?.confab;
  }

  /** The live room while in a call. */
  get room(): Room | undefined {
    return this.#session?.room;
  }

  connectedCallback(): void {
    this.#speak();
    if (!this.#session) this.#refresh();
  }

  disconnectedCallback(): void {
    // A framework may only be moving the element: it is back within the same turn then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#session?.close();
      this.#session = undefined;
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "lang") this.#speak();
    else this.#refresh();
  }

  /** Joins the room. Resolves when joined or refused; the events tell which. */
  async join(): Promise<void> {
    if (!this.#session || this.#store.state.phase === "ended") this.#begin();
    await this.#session?.join();
  }

  /** Leaves the room, unless a listener of `confab-before-leave` prevents it. */
  async leave(): Promise<void> {
    const { phase } = this.#store.state;
    if (phase !== "joined" && phase !== "joining") return;
    if (!this.#tell("confab-before-leave", {}, true)) return;
    if (phase === "joining") this.#begin();
    else await this.#session?.leave();
  }

  /** Starts afresh with what the page says now, unless a call is under way. One turn's changes count as one. */
  #refresh(): void {
    const { phase } = this.#store.state;
    if (this.#session && phase !== "setup") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.isConnected) return;
      this.#begin();
      if (this.hasAttribute("auto-join")) void this.#session?.join();
    });
  }

  /** Shows the preview. Nobody waits for it: a visitor who has not answered the browser's question can join. */
  #begin(): void {
    clearTimeout(this.#timer);
    this.#session?.close();
    this.#session = undefined;
    const options = this.#options();
    if (!options) {
      const { t } = this.#store.state;
      this.#store.set({ phase: "ended", ending: misconfigured(t) });
      return;
    }
    this.#session = new CallSession(this.#store, options, this.#sound, {
      joined: (room) => this.#tell("confab-joined", { room }),
      left: (reason) => this.#tell("confab-left", { reason }),
      failed: (error) => this.#tell("confab-error", { error }),
      message: (message) => this.#tell("confab-message", { message }),
      say: (text) => this.#say(text),
    });
    void this.#session.begin();
  }

  #options(): CallOptions | undefined {
    const attribute = (name: string) => this.getAttribute(name) ?? undefined;
    const publishableKey = attribute("publishable-key");
    const token = attribute("token");
    const room = attribute("room");
    const { tokenProvider, frameTap } = this;
    if (!room || !(publishableKey || token || tokenProvider)) return undefined;
    const server = attribute("server");
    return {
      connect: {
        ...(server ? { server } : {}),
        ...(publishableKey ? { publishableKey } : {}),
        ...(token ? { token } : {}),
        ...(tokenProvider ? { tokenProvider: () => (this.#tokenProvider ?? tokenProvider)() } : {}),
        ...(frameTap ? { onFrame: frameTap } : {}),
      },
      server: serverAddress(server),
      room,
      name: attribute("name"),
      microphone: attribute("audio") !== "off",
      camera: attribute("video") !== "off",
      invite: attribute("invite-url"),
    };
  }

  #handle(request: Request): void {
    fulfil(
      {
        store: this.#store,
        session: this.#session,
        join: () => void this.#joinOrReturn(),
        leave: () => void this.leave(),
        say: (text) => this.#say(text),
      },
      request,
    );
  }

  /** "Join again" leads back to the preview; "bring it back here" has no time for it. */
  async #joinOrReturn(): Promise<void> {
    const { phase, ending } = this.#store.state;
    if (phase === "ended") this.#begin();
    if (phase !== "ended" || ending?.direct) await this.#session?.join();
  }

  #show(state: CallState): void {
    const kind = {
      setup: SetupElement,
      joining: SetupElement,
      joined: RoomElement,
      ended: EndingElement,
    };
    const Kind = kind[state.phase];
    const before = this.#view;
    const focused = this.shadowRoot?.activeElement ?? null;
    if (before instanceof Kind) {
      before.state = state;
      // What had the focus may be gone, such as a notice that was closed.
      if (focused && !focused.isConnected) before.focus();
      return;
    }
    const within = before?.contains(focused) ?? false;
    const view = new Kind();
    view.state = state;
    this.#view = view;
    this.#call.replaceChildren(view);
    // Whoever walked by keyboard goes on where the new view begins; nobody else loses a focus.
    if (within || state.phase === "ended") view.focus();
  }

  #speak(): void {
    const lang = this.getAttribute("lang") ?? this.closest("[lang]")?.getAttribute("lang") ?? "en";
    this.#store.set({ t: translator(lang), lang });
  }

  #say(text: string): void {
    this.#said.textContent = text;
  }

  #tell<K extends keyof ConfabCallEventMap>(
    type: K,
    detail: ConfabCallEventMap[K]["detail"],
    cancelable = false,
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }),
    );
  }

  declare addEventListener: HTMLElement["addEventListener"] &
    (<K extends keyof ConfabCallEventMap>(
      type: K,
      listener: (event: ConfabCallEventMap[K]) => void,
      options?: boolean | AddEventListenerOptions,
    ) => void);
}
