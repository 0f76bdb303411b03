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

/** One entry of a report: the standard leaves the fields to the type. */
type Stats = Record<string, unknown> & { id: string; type: string };

/** The pair that ICE chose, from `getStats()`; undefined before there is one. */
export function selectedPair(report: RTCStatsReport): CandidatePair | undefined {
  const all = new Map<string, Stats>();
  report.forEach((stats: Stats) => {
    all.set(stats.id, stats);
  });
  const find = (id: unknown) => (typeof id === "string" ? all.get(id) : undefined);
  const stats = [...all.values()];
  const transport = stats.find((item) => item.selectedCandidatePairId);
  const pair =
    find(transport?.selectedCandidatePairId) ??
    stats.find(({ type, selected }) => type === "candidate-pair" && selected);
  const local = find(pair?.localCandidateId);
  const remote = find(pair?.remoteCandidateId);
  if (!pair || !local || !remote) return undefined;
  const seconds = pair.currentRoundTripTime;
  return {
    local: candidateInfo(local),
    remote: candidateInfo(remote),
    roundTripMs: typeof seconds === "number" ? Math.round(seconds * 1_000) : undefined,
  };
}

function candidateInfo(stats: Stats): CandidateInfo {
  const address = stats.address;
  return {
    type: String(stats.candidateType),
    protocol: String(stats.relayProtocol ?? stats.protocol),
    ...(typeof address === "string" && address && { address }),
  };
}
