export interface CandidateInfo {
  /** `host`, `srflx`, `prflx` or `relay`. */
  type: string;
  /** `udp` or `tcp`; towards the TURN server for `relay`. */
  protocol: string;
  /** Undefined where the browser hides it. */
  address: string | undefined;
}

export interface CandidatePair {
  local: CandidateInfo;
  remote: CandidateInfo;
  roundTripMs: number | undefined;
}

/** The pair that ICE chose, from `getStats()`; undefined before there is one. */
export function selectedPair(report: RTCStatsReport): CandidatePair | undefined {
  const all = [...report.values()];
  const chosen = all.find((stats) => stats.selectedCandidatePairId)?.selectedCandidatePairId;
  // Not every browser has transport stats.
  const pair = chosen ? report.get(chosen) : all.find((stats) => stats.selected);
  const local = pair && report.get(pair.localCandidateId);
  const remote = pair && report.get(pair.remoteCandidateId);
  if (!local || !remote) return undefined;
  const seconds: number | undefined = pair.currentRoundTripTime;
  return {
    local: candidateInfo(local),
    remote: candidateInfo(remote),
    roundTripMs: seconds === undefined ? undefined : Math.round(seconds * 1_000),
  };
}

function candidateInfo(stats: Record<string, string>): CandidateInfo {
  const { candidateType = "", protocol = "", relayProtocol, address } = stats;
  return {
    type: candidateType,
    protocol: relayProtocol ?? protocol,
    address: address || undefined,
  };
}
