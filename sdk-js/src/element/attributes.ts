import type { ConfabCallElement, ConfabCallEventMap } from "./confab-call.js";

/** What `<confab-call>` takes in markup: docs/web-component.md. */
export interface ConfabCallAttributes {
  "publishable-key"?: string;
  token?: string;
  server?: string;
  room?: string;
  name?: string;
  lang?: string;
  theme?: "auto" | "light" | "dark";
  audio?: "on" | "off";
  video?: "on" | "off";
  "auto-join"?: boolean | "";
  "invite-url"?: string;
}

/** The same for frameworks that set properties and events in JSX: `onconfab-joined={…}`. */
export type ConfabCallProps = ConfabCallAttributes &
  Partial<Pick<ConfabCallElement, "tokenProvider" | "frameTap">> & {
    [Type in keyof ConfabCallEventMap as `on${Type}`]?: (event: ConfabCallEventMap[Type]) => void;
  };
