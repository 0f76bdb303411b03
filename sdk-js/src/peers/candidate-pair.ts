export interface CandidateInfo {
  /** `host`, `srflx`, `prflx` or `relay`. */
  type: string;
  /** `udp` or `tcp`; towards the TURN server for `relay`. */
  protocol: string;
  /** Left out where the browser hides it. */
  address?: string;
}

export interface CandidatePair {
  local: CandidateInfo;
  remote: CandidateInfo;
  roundTripMs: number | undefined;
}
