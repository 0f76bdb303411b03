/**
 * `import "@confab/sdk/react"` registers `<confab-call>` and tells React's JSX about it (React 19, where custom elements
 * take properties and events). On a server it does nothing.
 */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ConfabCallElement, ConfabCallProps } from "./element/index.js";
import { register } from "./element/index.js";

export type { ConfabCallElement, ConfabCallProps };

register();

type Host = DetailedHTMLProps<HTMLAttributes<ConfabCallElement>, ConfabCallElement>;

/** What JSX takes on `<confab-call>`: its own and what every element has. */
export type ConfabCallJsx = Omit<Host, keyof ConfabCallProps> & ConfabCallProps;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "confab-call": ConfabCallJsx;
    }
  }
}
