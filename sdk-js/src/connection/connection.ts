export type ConnectionState = "connecting" | "connected" | "reconnecting" | "closed";

/** One frame as it passed, tokens and credentials masked. */
export interface FrameRecord {
  direction: "in" | "out";
  frame: { type: string; [field: string]: unknown };
  at: Date;
}
