import { h, setAttribute } from "./dom.js";
import { icon } from "./icons.js";
import type { CallState, DeviceKind, Devices } from "./state.js";
import { ViewElement } from "./view-element.js";

const kinds = ["camera", "microphone", "speaker"] as const;
const icons = { camera: "camera", microphone: "microphone", speaker: "sound" } as const;

/** The choice of microphone, camera and speaker: native selects, which every device and reader knows best. */
export class DevicesElement extends ViewElement<CallState> {
  readonly #selects = {
    microphone: h("select", { part: "select" }),
    camera: h("select", { part: "select" }),
    speaker: h("select", { part: "select" }),
  };
  readonly #rows = new Map<DeviceKind, HTMLElement>();

  protected build(): void {
    for (const kind of kinds) {
      const select = this.#selects[kind];
      select.addEventListener("change", () => {
        this.request({ type: "device", kind, id: select.value });
      });
      const row = h("div", { class: "select" }, icon(icons[kind]), select, icon("chevron"));
      this.#rows.set(kind, row);
      this.append(row);
    }
  }

  protected update(state: CallState, before: CallState | undefined): void {
    if (before?.devices === state.devices && before.t === state.t) return;
    for (const kind of kinds) this.#fill(kind, state);
  }

  #fill(kind: DeviceKind, { t, devices }: CallState): void {
    const select = this.#selects[kind];
    const found = devices[kind];
    setAttribute(select, "aria-label", t(kind));
    const row = this.#rows.get(kind);
    if (row) row.hidden = kind === "speaker" && found.length === 0;
    const names = found.map(({ label }) => label);
    const shown = Array.from(select.options, (option) => option.text);
    if (names.join("\n") !== shown.join("\n") || names.length === 0) {
      const options = found.map(({ id, label }) => h("option", { value: id }, label));
      select.replaceChildren(...(options.length > 0 ? options : [h("option", {}, none(kind, t))]));
    }
    select.disabled = found.length === 0;
    const chosen = chosenId(kind, devices);
    if (chosen !== undefined && select.value !== chosen) select.value = chosen;
  }
}

const none = (kind: DeviceKind, t: CallState["t"]) => `${t(kind)}: ${t("device_none")}`;

function chosenId(kind: DeviceKind, { chosen, [kind]: found }: Devices): string | undefined {
  return found.find(({ id }) => id === chosen[kind])?.id ?? found[0]?.id;
}
