import type { ConfabError } from "../index.js";
import type { Ending } from "./state.js";
import type { StringKey, Translate } from "./strings.js";

/** The drawing, the words (`ended_…_title` and `_text`), and the way on where there is one. */
type Row = readonly [figure: Ending["figure"], words: string, action?: StringKey];

/** Reasons of the SDK's `left` event. */
const reasons: Record<string, Row> = {
  left: ["parted", "left", "again"],
  removed: ["parted", "removed", "again"],
  banned: ["closed", "banned"],
  replaced: ["parted", "replaced", "here"],
  room_deleted: ["closed", "room_deleted"],
  token_expired: ["fault", "token_expired"],
};

const busy: Row = ["full", "busy", "retry"];
const unreachable: Row = ["fault", "server_unreachable", "retry"];

/** Codes of failures that a visitor can do something about, or should at least understand. */
const codes: Record<string, Row> = {
  room_full: ["full", "room_full", "retry"],
  room_locked: ["closed", "room_locked", "retry"],
  room_not_found: ["closed", "room_not_found"],
  banned: ["closed", "banned"],
  session_replaced: ["parted", "replaced", "here"],
  origin_refused: ["closed", "origin_refused", "retry"],
  token_refused: ["closed", "token_refused"],
  token_expired: ["fault", "token_expired"],
  unsupported_browser: ["fault", "unsupported_browser"],
  server_unreachable: unreachable,
  connection_lost: unreachable,
  timeout: unreachable,
  busy,
  unavailable: busy,
  try_later: busy,
  rate_limited: busy,
};

const FAULT: Row = ["fault", "fault", "retry"];
const LEFT: Row = ["parted", "left", "again"];

function ending([figure, words, action]: Row, t: Translate, detail: Ending["detail"]): Ending {
  return {
    direct: action === "here",
    figure,
    title: t(`ended_${words}_title` as StringKey),
    text: t(`ended_${words}_text` as StringKey),
    action: action && t(action),
    detail,
  };
}

/** What the visitor reads after the call ended for `reason`. */
export function endingFor(reason: string, t: Translate): Ending {
  return ending(reasons[reason] ?? LEFT, t, undefined);
}

/** What the visitor reads when joining failed, with the SDK's own sentence folded in for the developer. */
export function endingForError(error: ConfabError, t: Translate, server: string): Ending {
  return ending(codes[error.code] ?? FAULT, t, {
    code: error.code,
    text: [error.message, error.hint].filter(Boolean).join(" "),
    docs: docsAddress(error.docs, server),
  });
}

/** What stands in place of a call that the page has not described well enough to begin. */
export function misconfigured(t: Translate): Ending {
  const text =
    "<confab-call> needs the attribute room and one of: publishable-key, token, or the property tokenProvider.";
  const detail = { code: "invalid_options", text, docs: undefined };
  return ending(["fault", "unready"], t, detail);
}

function docsAddress(docs: string, server: string): string | undefined {
  try {
    const url = new URL(docs, server);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const deviceFaults: Record<string, "blocked" | "missing" | "taken"> = {
  permission_denied: "blocked",
  device_missing: "missing",
  device_busy: "taken",
};

/** One sentence about a device that could not be opened, and what to do. */
export function deviceSentence(
  kind: "microphone" | "camera" | "screen",
  error: ConfabError,
  t: Translate,
): string {
  if (error.code === "insecure_page") return t("insecure_devices");
  if (error.code === "unsupported_browser") return t("ended_unsupported_browser_text");
  if (error.code === "publishers_full") return t("publishers_full");
  const fault = deviceFaults[error.code];
  if (kind === "screen" || !fault) return t(`failed_${kind}`);
  return t(`${fault}_${kind}`);
}
