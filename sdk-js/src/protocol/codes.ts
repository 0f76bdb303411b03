/** The WebSocket subprotocol. */
export const subprotocol = "confab.v1";

interface ErrorRow {
  /** Status of a REST answer with this code. */
  httpStatus: number;
  /** Whether the same request, unchanged, can succeed later. */
  retryable: boolean;
}

/** Every code of an `error` frame or REST problem. Their sentences come with the frame. */
export const errorCodes = {
  invalid_frame: { httpStatus: 400, retryable: false },
  unknown_type: { httpStatus: 400, retryable: false },
  invalid_request: { httpStatus: 400, retryable: false },
  method_not_allowed: { httpStatus: 405, retryable: false },
  not_acceptable: { httpStatus: 406, retryable: false },
  unsupported_media_type: { httpStatus: 415, retryable: false },
  payload_too_large: { httpStatus: 413, retryable: false },
  frame_too_large: { httpStatus: 413, retryable: false },
  protocol_error: { httpStatus: 400, retryable: false },
  hello_required: { httpStatus: 400, retryable: false },
  hello_timeout: { httpStatus: 408, retryable: true },
  version_unsupported: { httpStatus: 426, retryable: false },
  not_supported: { httpStatus: 501, retryable: false },
  unauthorized: { httpStatus: 401, retryable: false },
  token_refused: { httpStatus: 401, retryable: false },
  token_expired: { httpStatus: 401, retryable: false },
  forbidden: { httpStatus: 403, retryable: false },
  origin_refused: { httpStatus: 403, retryable: false },
  revoked: { httpStatus: 403, retryable: false },
  banned: { httpStatus: 403, retryable: false },
  tenant_suspended: { httpStatus: 403, retryable: false },
  not_found: { httpStatus: 404, retryable: false },
  room_not_found: { httpStatus: 404, retryable: false },
  participant_not_found: { httpStatus: 404, retryable: false },
  message_not_found: { httpStatus: 404, retryable: false },
  conflict: { httpStatus: 409, retryable: false },
  precondition_failed: { httpStatus: 412, retryable: false },
  idempotency_reused: { httpStatus: 422, retryable: false },
  idempotency_in_progress: { httpStatus: 409, retryable: true },
  not_joined: { httpStatus: 409, retryable: false },
  already_joined: { httpStatus: 409, retryable: false },
  room_full: { httpStatus: 409, retryable: false },
  room_locked: { httpStatus: 403, retryable: false },
  publishers_full: { httpStatus: 409, retryable: false },
  peer_unreachable: { httpStatus: 404, retryable: false },
  turn_not_configured: { httpStatus: 409, retryable: false },
  rate_limited: { httpStatus: 429, retryable: true },
  quota_exceeded: { httpStatus: 429, retryable: false },
  busy: { httpStatus: 429, retryable: true },
  slow_consumer: { httpStatus: 503, retryable: true },
  unavailable: { httpStatus: 503, retryable: true },
  try_later: { httpStatus: 503, retryable: true },
  restarting: { httpStatus: 503, retryable: true },
  session_replaced: { httpStatus: 409, retryable: false },
  internal: { httpStatus: 500, retryable: true },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorCodes;

interface CloseRow {
  /** The number in the close frame. */
  code: number;
  /** Whether the cause is temporary, so that a client should connect again and resume. */
  comeBack: boolean;
}

/** Every close code, by the reason in the close frame. */
export const closeCodes = {
  normal: { code: 1000, comeBack: false },
  going_away: { code: 1001, comeBack: false },
  frame_too_large: { code: 1009, comeBack: false },
  restarting: { code: 1012, comeBack: true },
  try_later: { code: 1013, comeBack: true },
  token_expired: { code: 4401, comeBack: true },
  slow_consumer: { code: 4408, comeBack: true },
  hello_timeout: { code: 4410, comeBack: true },
  rate_limited: { code: 4429, comeBack: true },
  protocol_error: { code: 4500, comeBack: false },
  token_refused: { code: 4501, comeBack: false },
  origin_refused: { code: 4502, comeBack: false },
  revoked: { code: 4503, comeBack: false },
  session_replaced: { code: 4505, comeBack: false },
  version_unsupported: { code: 4506, comeBack: false },
} as const satisfies Record<string, CloseRow>;

export type CloseReason = keyof typeof closeCodes;

/**
 * Whether to connect again after a close: no after our own 1000 and 1001, after 1009 and after 4500
 * to 4549; yes after any other code, as proxies and lost networks bring many (1006 above all).
 */
export function comesBack(code: number): boolean {
  const final = code >= 4500 && code <= 4549;
  return !final && code !== 1000 && code !== 1001 && code !== 1009;
}

/** What a published track shows or sounds like. */
export type TrackSource = "microphone" | "camera" | "screen" | "screen_audio" | "audio" | "video";
