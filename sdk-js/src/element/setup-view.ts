import { hue, initials } from "./avatar.js";
import { ControlElement } from "./control-view.js";
import { DevicesElement } from "./devices-view.js";
import { h, setAttribute, setText } from "./dom.js";
import { LevelElement } from "./level-view.js";
import { NoticesElement } from "./notices-view.js";
import type { AnyTrack, CallState } from "./state.js";
import { ViewElement } from "./view-element.js";

/** Before the call: see yourself, choose devices, say your name, join. */
export class SetupElement extends ViewElement<CallState> {
  readonly #video = h("video", {
    hidden: true,
    part: "video",
    autoplay: true,
    playsinline: true,
    tabindex: -1,
  });
  readonly #disc = h("span", { class: "disc", part: "avatar", "aria-hidden": "true" });
  readonly #still = h("p", { class: "still" });
  readonly #level = new LevelElement();
  readonly #microphone = new ControlElement();
  readonly #camera = new ControlElement();
  readonly #title = h("h2", { class: "title", tabindex: -1 });
  readonly #room = h("p", { class: "lead" });
  readonly #nameLabel = h("label", { for: "name" });
  readonly #name = h("input", {
    id: "name",
    part: "field",
    autocomplete: "name",
    maxlength: 64,
    enterkeyhint: "go",
  });
  readonly #nameField = h("div", { class: "field" }, this.#nameLabel, this.#name);
  readonly #devices = new DevicesElement();
  readonly #notices = new NoticesElement();
  readonly #join = h("button", {
    type: "submit",
    class: "button primary large",
    part: "button join",
  });
  #track: AnyTrack | undefined;

  protected build(): void {
    this.setAttribute("part", "setup");
    this.#video.muted = true;
    this.#video.addEventListener("playing", () => this.#video.classList.add("live"));
    const face = h("div", { class: "face" }, this.#disc, this.#still);
    const own = h("div", { class: "own" }, this.#microphone, this.#camera);
    const preview = h(
      "div",
      { class: "preview", part: "preview" },
      face,
      this.#video,
      this.#level,
      own,
    );
    const form = h(
      "form",
      { class: "form" },
      h("div", { class: "heading" }, this.#title, this.#room),
      this.#nameField,
      this.#devices,
      this.#notices,
      this.#join,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.request({ type: "join" });
    });
    this.#name.addEventListener("input", () => {
      this.request({ type: "name", name: this.#name.value });
    });
    this.#microphone.addEventListener("click", () => this.#toggle("microphone"));
    this.#camera.addEventListener("click", () => this.#toggle("camera"));
    this.append(h("div", { class: "setup" }, preview, form));
  }

  override focus(): void {
    this.#title.focus({ preventScroll: true });
  }

  protected override vanish(): void {
    this.#show(undefined);
  }

  protected update(state: CallState): void {
    const { t, microphone, camera, phase } = state;
    this.#words(state);
    this.#microphone.state = {
      name: "microphone",
      label: t(microphone.on ? "mute" : "unmute"),
      icon: microphone.on ? "microphone" : "microphone-off",
      look: microphone.on ? "plain" : "off",
      busy: microphone.busy,
      shortcut: "m",
    };
    this.#camera.state = {
      name: "camera",
      label: t(camera.on ? "camera_stop" : "camera_start"),
      icon: camera.on ? "camera" : "camera-off",
      look: camera.on ? "plain" : "off",
      busy: camera.busy,
      shortcut: "v",
    };
    this.#level.state = state.level;
    this.#level.hidden = !microphone.on;
    this.#devices.state = state;
    this.#notices.state = state;
    setAttribute(this.#join, "aria-busy", phase === "joining" ? "true" : undefined);
    this.#join.disabled = phase === "joining";
    this.#show(state.preview);
  }

  #words(state: CallState): void {
    const { t, name, room, camera } = state;
    setText(this.#title, t("setup_title"));
    setText(this.#room, t("setup_room", { room }));
    setText(this.#nameLabel, t("setup_name"));
    setText(this.#still, t(camera.busy ? "setup_camera_wait" : "setup_camera_off"));
    setText(this.#join, t(state.phase === "joining" ? "setup_joining" : "setup_join"));
    setAttribute(this.#name, "placeholder", t("setup_name_hint"));
    setAttribute(this.#video, "aria-label", t("setup_preview"));
    this.#nameField.hidden = !state.askName;
    if (this.#name.value !== name && !this.#name.matches(":focus")) this.#name.value = name;
    setText(this.#disc, name.trim() ? initials(name) : "");
    this.#disc.hidden = !name.trim();
    this.style.setProperty("--hue", String(hue(name)));
  }

  #toggle(type: "microphone" | "camera"): void {
    const { state } = this;
    if (state) this.request({ type, on: !state[type].on });
  }

  #show(track: AnyTrack | undefined): void {
    if (track === this.#track) return;
    this.#video.classList.remove("live");
    this.#track?.detach(this.#video);
    this.#track = track;
    track?.attach(this.#video);
    this.#video.hidden = !track;
  }
}
