import { ChatElement } from "./chat-view.js";
import { ComposerElement } from "./composer-view.js";
import { ConfabCallElement } from "./confab-call.js";
import { ControlElement } from "./control-view.js";
import { ControlsElement } from "./controls-view.js";
import { DevicesElement } from "./devices-view.js";
import { EndingElement } from "./ending-view.js";
import { LevelElement } from "./level-view.js";
import { LinkElement } from "./link-view.js";
import { MessageElement } from "./message-view.js";
import { NoticeElement, NoticesElement } from "./notices-view.js";
import { PanelElement } from "./panel-view.js";
import { RoomElement } from "./room-view.js";
import { MoreElement, SeatElement } from "./seat-view.js";
import { SetupElement } from "./setup-view.js";
import { StageElement } from "./stage-view.js";
import { TileElement } from "./tile-view.js";

const parts: Record<string, CustomElementConstructor> = {
  "confab-chat": ChatElement,
  "confab-composer": ComposerElement,
  "confab-control": ControlElement,
  "confab-controls": ControlsElement,
  "confab-devices": DevicesElement,
  "confab-ending": EndingElement,
  "confab-level": LevelElement,
  "confab-link": LinkElement,
  "confab-message": MessageElement,
  "confab-more": MoreElement,
  "confab-notice": NoticeElement,
  "confab-notices": NoticesElement,
  "confab-panel": PanelElement,
  "confab-room": RoomElement,
  "confab-seat": SeatElement,
  "confab-setup": SetupElement,
  "confab-stage": StageElement,
  "confab-tile": TileElement,
};

/**
 * Defines `<confab-call>`, parts first. A second copy of the script changes nothing, and a server without custom
 * elements is left alone.
 */
export function register(): void {
  const registry = globalThis.customElements;
  if (!registry || registry.get("confab-call")) return;
  for (const [name, element] of Object.entries(parts)) registry.define(name, element);
  registry.define("confab-call", ConfabCallElement);
}
