import type { CallSession } from "./call-session.js";
import type { Request } from "./requests.js";
import type { Store } from "./store.js";

/** What a request may work on. */
export interface CallContext {
  readonly store: Store;
  readonly session: CallSession | undefined;
  join(): void;
  leave(): void;
  say(text: string): void;
}

type Effects = {
  [Type in Request["type"]]: (
    context: CallContext,
    request: Extract<Request, { type: Type }>,
  ) => void;
};

/** One effect for each request; the table is complete or it does not compile. */
const effects: Effects = {
  join: (call) => call.join(),
  leave: (call) => call.leave(),
  name: (call, { name }) => call.store.set({ name }),
  microphone: (call, { on }) => void call.session?.media.turn("microphone", on),
  camera: (call, { on }) => void call.session?.media.turn("camera", on),
  screen: (call, { on }) => void call.session?.media.turn("screen", on),
  device: (call, { kind, id }) => void call.session?.media.choose(kind, id),
  panel: (call, { panel }) => {
    call.store.set({ panel });
    if (panel === "chat") call.session?.chat?.read();
  },
  send: (call, { text }) => call.session?.chat?.send(text),
  resend: (call, { clientId }) => call.session?.chat?.resend(clientId),
  older: (call) => void call.session?.chat?.older(),
  typing: (call, { on }) => call.session?.chat?.typing(on),
  hear: (call) => void call.session?.hear(),
  sound: (call) => call.session?.soundOn(),
  copied: (call) => call.say(call.store.state.t("copied")),
  dismiss: (call, { key }) => call.store.withdraw(key),
};

export function fulfil(context: CallContext, request: Request): void {
  (effects[request.type] as (context: CallContext, request: Request) => void)(context, request);
}
