import { ConfabError } from "../errors.js";
import type { PublishKind } from "../protocol/messages.js";
import { kindOf, type Source } from "./tracks.js";

export function grantFor(source: Source): PublishKind {
  return source.startsWith("screen") ? "screen" : kindOf(source);
}

export function notGranted(source: Source): ConfabError {
  return new ConfabError("forbidden", {
    message: `The token does not grant to publish ${grantFor(source)}.`,
  });
}

export function stageFull(): ConfabError {
  return new ConfabError("publishers_full", { message: "The stage is full: stay as a viewer." });
}
