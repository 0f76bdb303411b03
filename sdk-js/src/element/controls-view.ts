import { ControlElement, type ControlState } from "./control-view.js";
import { h, setAttribute, setText } from "./dom.js";
import { inputControl } from "./input-control.js";
import type { Request } from "./requests.js";
import type { CallState, Panel } from "./state.js";
import { ViewElement } from "./view-element.js";

type Name = "microphone" | "camera" | "screen" | "leave" | "invite" | "chat" | "settings";

/** The bar under the stage: one toolbar, walked with the arrow keys. */
export class ControlsElement extends ViewElement<CallState> {
  readonly #room = h("span", { class: "room-name", part: "room-name" });
  readonly #clock = h("time", { class: "clock", part: "clock" });
  readonly #controls: Record<Name, ControlElement> = {
    microphone: new ControlElement(),
    camera: new ControlElement(),
    screen: new ControlElement(),
    leave: new ControlElement(),
    invite: new ControlElement(),
    chat: new ControlElement(),
    settings: new ControlElement(),
  };
  #timer: ReturnType<typeof setInterval> | undefined;

  protected build(): void {
    this.setAttribute("role", "toolbar");
    this.setAttribute("part", "controls");
    const { microphone, camera, screen, leave, invite, chat, settings } = this.#controls;
    this.append(
      h("div", { class: "about" }, this.#room, this.#clock),
      h("div", { class: "own" }, microphone, camera, screen, leave),
      h("div", { class: "panels" }, invite, chat, settings),
    );
    for (const [name, control] of Object.entries(this.#controls)) {
      control.addEventListener("click", () => this.#clicked(name as Name));
    }
    this.addEventListener("keydown", (event) => this.#walk(event));
    this.addEventListener("focusin", (event) => this.#stop(event.target));
  }

  protected override appear(): void {
    this.#timer = setInterval(() => this.#tick(), 1000);
    this.#stop(this.#buttons()[0]);
  }

  protected override vanish(): void {
    clearInterval(this.#timer);
  }

  /** Puts the focus where a keyboard user goes on. */
  override focus(): void {
    this.#buttons()[0]?.focus({ preventScroll: true });
  }

  /** The button that opens a panel gets the focus back when the panel closes. */
  focusPanelButton(panel: Panel): void {
    if (panel !== "none") this.#controls[panel].button.focus();
  }

  protected update(state: CallState, before: CallState | undefined): void {
    const { t } = state;
    setAttribute(this, "aria-label", t("controls"));
    setText(this.#room, state.room);
    this.#tick();
    for (const own of ["microphone", "camera", "screen"] as const) {
      this.#controls[own].hidden = !state.may[own];
    }
    this.#controls.invite.hidden = !state.invite;
    this.#controls.chat.hidden = !state.chat.allowed;
    for (const next of looks(state)) this.#controls[next.name as Name].state = next;
    if (!before) this.#stop(this.#buttons()[0]);
  }

  #clicked(name: Name): void {
    const { state } = this;
    if (state) this.request(requestFor(name, state));
  }

  #tick(): void {
    const joined = this.state?.joinedAt;
    if (joined === undefined) return;
    const seconds = Math.max(0, Math.floor((Date.now() - joined) / 1000));
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((n) =>
      String(n).padStart(2, "0"),
    );
    const hours = Math.floor(seconds / 3600);
    setText(this.#clock, (hours > 0 ? [hours, ...parts] : parts).join(":"));
  }

  #walk(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const buttons = this.#buttons();
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (at < 0) return;
    const towards = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const ends = { Home: 0, End: buttons.length - 1 }[event.key];
    const next = step ? (at + step * towards + buttons.length) % buttons.length : ends;
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }

  /** In the order they are seen: a narrow bar moves "leave" to its end. */
  #buttons(): HTMLButtonElement[] {
    const left = (button: HTMLElement) => button.getBoundingClientRect().left;
    return Object.values(this.#controls)
      .filter((control) => !control.hidden)
      .map((control) => control.button)
      .sort((one, other) => left(one) - left(other));
  }

  /** One tab stop for the whole bar: the button used last. */
  #stop(target: EventTarget | null | undefined): void {
    const buttons = this.#buttons();
    if (!buttons.includes(target as HTMLButtonElement)) return;
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  }
}

function requestFor(name: Name, state: CallState): Request {
  switch (name) {
    case "microphone":
    case "camera":
    case "screen":
      return { type: name, on: !state[name].on };
    case "leave":
      return { type: "leave" };
    case "invite":
    case "chat":
    case "settings":
      return { type: "panel", panel: state.panel === name ? "none" : name };
  }
}

function looks(state: CallState): ControlState[] {
  const { t, screen, chat } = state;
  const unread = t(chat.unread === 1 ? "chat_unread_one" : "chat_unread_other", {
    count: chat.unread,
  });
  return [
    inputControl("microphone", state),
    inputControl("camera", state),
    {
      name: "screen",
      label: t(screen.on ? "screen_stop" : "screen_start"),
      icon: "screen",
      look: screen.on ? "active" : "plain",
      busy: screen.busy,
    },
    { name: "leave", label: t("leave"), icon: "leave", look: "leave" },
    panel("invite", t("invite"), state),
    {
      ...panel("chat", chat.unread > 0 ? unread : t("chat"), state),
      badge: chat.unread,
      shortcut: "c",
    },
    panel("settings", t("settings"), state),
  ];
}

function panel(
  name: "invite" | "chat" | "settings",
  label: string,
  state: CallState,
): ControlState & { name: string } {
  const open = state.panel === name;
  return { name, label, icon: name, look: open ? "active" : "plain", expanded: open };
}
