import type { ConfabError } from "../index.js";
import type { Ending } from "./state.js";
import type { StringKey, Translate } from "./strings.js";

/**
 * The drawing, the way on where there is one, and the codes; the first of them names the words
 * (`ended_…_title` and `_text`).
 */
type Row = readonly [figure: Ending["figure"], action: StringKey | undefined, codes: string];

const LEFT: Row = ["parted", "again", "left"];
const FAULT: Row = ["fault", "retry", "fault"];
const UNREADY: Row = ["fault", undefined, "unready unauthorized invalid_request invalid_options"];

/** Reasons of the SDK's `left` event, and failures that a visitor can do something about, or should understand. */
const rows: readonly Row[] = [
  LEFT,
  UNREADY,
  ["parted", "again", "removed"],
  ["parted", "here", "replaced session_replaced"],
  ["closed", undefined, "room_deleted"],
  ["closed", undefined, "banned"],
  ["full", "retry", "room_full"],
  ["closed", "retry", "room_locked"],
  ["closed", undefined, "room_not_found not_found"],
  ["closed", "retry", "origin_refused"],
  ["closed", undefined, "token_refused revoked"],
  ["closed", undefined, "forbidden"],
  ["closed", undefined, "suspended tenant_suspended"],
  ["fault", undefined, "token_expired"],
  ["fault", undefined, "unsupported_browser"],
  ["fault", undefined, "outdated version_unsupported unknown_type not_supported"],
  ["fault", "retry", "server_unreachable connection_lost slow_consumer token_unavailable timeout"],
  ["full", "retry", "busy unavailable try_later restarting rate_limited quota_exceeded"],
];

const rowOf = (code: string) => rows.find(([, , codes]) => codes.split(" ").includes(code));

function ending([figure, action, codes]: Row, t: Translate, detail: Ending["detail"]): Ending {
  const [words] = codes.split(" ");
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
  return ending(rowOf(reason) ?? LEFT, t, undefined);
}

/** What the visitor reads when joining failed, with the SDK's own sentence folded in for the developer. */
export function endingForError(error: ConfabError, t: Translate, server: string): Ending {
  return ending(rowOf(error.code) ?? FAULT, t, {
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
  return ending(UNREADY, t, detail);
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
