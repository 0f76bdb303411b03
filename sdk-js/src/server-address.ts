import { ConfabError } from "./errors.js";

/**
 * The server this very script came from, or undefined. Only a Confab server has `/sdk/<version>/…`:
 * in a bundle of the page's own the address says nothing.
 */
function scriptServer(): string | undefined {
  // Read while the script runs: afterwards currentScript is null.
  const script = globalThis.document?.currentScript;
  const address = script && "src" in script ? script.src : import.meta.url;
  return address?.match(/^(https?:.*)\/sdk\/[^/]+\/(confab|element)\.m?js/)?.[1];
}

const loadedFrom = scriptServer();

/** Address of the server, without a slash at its end. */
export function serverAddress(given: string | undefined): string {
  const address = given ?? loadedFrom ?? globalThis.location?.origin;
  if (!address || !/^https?:\/\/[^/]/.test(address)) {
    throw new ConfabError("invalid_options", { about: `server "${address}"` });
  }
  return address.replace(/\/+$/, "");
}

export function socketAddress(server: string): string {
  return `${server.replace(/^http/, "ws")}/v1/connect`;
}
