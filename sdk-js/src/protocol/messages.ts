/** The wire, `/v1/connect`: see docs/signaling-protocol.md. Types only; nothing of it is in the bundle. */

export type * as Client from "./client-message.js";
export type { ClientMessage } from "./client-message.js";
export type * as Server from "./server-message.js";
export type { ChatStored, HistoryPage, OkData, ServerMessage } from "./server-message.js";
export type * from "./views.js";
