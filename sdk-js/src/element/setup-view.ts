import { hue, initials } from "./avatar.js";
import { ControlElement } from "./control-view.js";
import { DevicesElement } from "./devices-view.js";
import { h, setAttribute, setText } from "./dom.js";
import { inputControl } from "./input-control.js";
import { LevelElement } from "./level-view.js";
import { NoticesElement } from "./notices-view.js";
import { Picture } from "./picture.js";
import type { CallState } from "./state.js";
import { ViewElement } from "./view-element.js";

/** Before the call: see yourself, choose devices, say your name, join. */
export class SetupElement extends ViewElement<CallState> {
  readonly #picture = new Picture();
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

  protected build(): void {
    this.setAttribute("part", "setup");
    const face = h("div", { class: "face" }, this.#disc, this.#still);
    const own = h("div", { class: "own" }, this.#microphone, this.#camera);
    const preview = h(
      "div",
      { class: "preview", part: "preview" },
      face,
      this.#picture.element,
      this.#level,
      own,
    );
    const form = h(
      "form",
      { class: "form" },
      h("div", { class: "heading" }, this.#title, this.#room),
      this.#nameField,
      this.#notices,
      this.#devices,
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
    this.#picture.show(undefined);
  }

  protected update(state: CallState): void {
    const { microphone, phase } = state;
    this.#words(state);
    this.#microphone.state = inputControl("microphone", state);
    this.#camera.state = inputControl("camera", state);
    this.#level.state = state.level;
    this.#level.hidden = !microphone.on;
    this.#devices.state = state;
    this.#notices.state = state;
    // Not disabled: that would throw the focus out of the call. Asking twice joins once.
    setAttribute(this.#join, "aria-busy", phase === "joining" ? "true" : undefined);
    this.#picture.show(state.preview);
  }

  #words(state: CallState): void {
    const { t, name, room, camera } = state;
    setText(this.#title, t("setup_title"));
    setText(this.#room, t("setup_room", { room }));
    setText(this.#nameLabel, t("setup_name"));
    setText(this.#still, t(camera.busy ? "setup_camera_wait" : "setup_camera_off"));
    setText(this.#join, t(state.phase === "joining" ? "setup_joining" : "setup_join"));
    setAttribute(this.#name, "placeholder", t("setup_name_hint"));
    setAttribute(this.#picture.element, "aria-label", t("setup_preview"));
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
}
