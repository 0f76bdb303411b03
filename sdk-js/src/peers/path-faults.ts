import { ConfabError } from "../errors.js";

const isTurn = (url: string) => url.startsWith("turn");

/** What went wrong while one RTCPeerConnection gathered candidates, to say why there is no path. */
export class PathFaults {
  readonly #connection: RTCPeerConnection;
  readonly #faults = new Map<string, string>();
  #relayFound = false;

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
    connection.addEventListener("icecandidateerror", (event) => {
      const { url, errorCode, errorText } = event;
      if (url) this.#faults.set(url, `${errorCode} ${errorText}`.trim());
    });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.type === "relay") this.#relayFound = true;
    });
  }

  clear(): void {
    this.#faults.clear();
    this.#relayFound = false;
  }

  summary(): ConfabError {
    const { iceServers = [] } = this.#connection.getConfiguration();
    const turn = iceServers.flatMap(({ urls }) => urls).filter(isTurn);
    if (turn.length === 0 || this.#relayFound) return new ConfabError("peer_unreachable");
    // Without an error event the server kept silent: gathering would wait for ever.
    const answers = turn.map((url) => `${url}: ${this.#faults.get(url) ?? "no answer"}`);
    return new ConfabError("turn_unreachable", {
      message: `No TURN server gave a relay (${answers.join("; ")}).`,
    });
  }
}
