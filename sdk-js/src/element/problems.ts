import type { ConfabError } from "../index.js";
import type { Ending } from "./state.js";
import type { StringKey, Translate } from "./strings.js";

type Row = {
  readonly figure: Ending["figure"];
  readonly words: string;
  readonly action: StringKey | undefined;
};

/** Reasons of the SDK's `left` event. */
const reasons: Record<string, Row> = {
  left: { figure: "parted", words: "left", action: "again" },
  removed: { figure: "parted", words: "removed", action: "again" },
  banned: { figure: "closed", words: "banned", action: undefined },
  replaced: { figure: "parted", words: "replaced", action: "here" },
  room_deleted: { figure: "closed", words: "room_deleted", action: undefined },
  token_expired: { figure: "fault", words: "token_expired", action: undefined },
};

/** Codes of failures to join that a visitor can do something about, or should at least understand. */
const codes: Record<string, Row> = {
  room_full: { figure: "full", words: "room_full", action: "retry" },
  room_locked: { figure: "closed", words: "room_locked", action: "retry" },
  room_not_found: { figure: "closed", words: "room_not_found", action: undefined },
  banned: { figure: "closed", words: "banned", action: undefined },
  origin_refused: { figure: "closed", words: "origin_refused", action: "retry" },
  token_refused: { figure: "closed", words: "token_refused", action: undefined },
  token_expired: { figure: "fault", words: "token_expired", action: undefined },
  unsupported_browser: { figure: "fault", words: "unsupported_browser", action: undefined },
  server_unreachable: { figure: "fault", words: "server_unreachable", action: "retry" },
  connection_lost: { figure: "fault", words: "server_unreachable", action: "retry" },
  timeout: { figure: "fault", words: "server_unreachable", action: "retry" },
  busy: { figure: "full", words: "busy", action: "retry" },
  unavailable: { figure: "full", words: "busy", action: "retry" },
  try_later: { figure: "full", words: "busy", action: "retry" },
  rate_limited: { figure: "full", words: "busy", action: "retry" },
};

const FAULT: Row = { figure: "fault", words: "fault", action: "retry" };
const LEFT: Row = { figure: "parted", words: "left", action: "again" };

function ending(row: Row, t: Translate, detail: Ending["detail"]): Ending {
  return {
    direct: row.action === "here",
    figure: row.figure,
    title: t(`ended_${row.words}_title` as StringKey),
    text: t(`ended_${row.words}_text` as StringKey),
    action: row.action && t(row.action),
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
  return { ...ending(FAULT, t, detail), action: undefined };
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
