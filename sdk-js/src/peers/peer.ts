/**
 * `new`: nothing negotiated · `connecting`: first path being found · `connected` ·
 * `reconnecting`: path lost, ICE restarts · `failed`: several restarts found no path; tried on at longer intervals.
 */
export type PeerState = "new" | "connecting" | "connected" | "reconnecting" | "failed";
