import { ConfabError } from "./errors.js";
import { Guest } from "./guest.js";
import type { ConnectOptions } from "./options.js";
import { Tokens } from "./token.js";

/** The tokens that the options ask for; with a guest when they come from a publishable key. */
export function tokensFrom(
  options: ConnectOptions,
  server: string,
): { tokens: Tokens; guest?: Guest } {
  const { token, tokenProvider, publishableKey, room, name, identityHint } = options;
  const own = token !== undefined || tokenProvider !== undefined;
  if (own === (publishableKey !== undefined)) {
    throw new ConfabError("invalid_options", {
      message: "connect() takes either token and tokenProvider, or publishableKey.",
    });
  }
  if (publishableKey === undefined) {
    return { tokens: new Tokens(token, tokenProvider && { fetch: () => tokenProvider() }) };
  }
  if (room === undefined) {
    throw new ConfabError("invalid_options", { message: "publishableKey needs room." });
  }
  const guest = new Guest({ server, publishableKey, room, name, identityHint });
  return { tokens: new Tokens(undefined, guest), guest };
}
