import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { closeCodes, comesBack, errorCodes } from "../src/protocol/codes.js";
import type { ClientMessage, EventView, ServerMessage } from "../src/protocol/messages.js";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const golden = readdirSync(path("../../openapi/examples")).map((file) => ({
  name: file.replace(/\.json$/, ""),
  text: readFileSync(path(`../../openapi/examples/${file}`), "utf8"),
}));
const framesOf = (direction: "client" | "server") =>
  golden.filter(({ name }) => name.startsWith(`${direction}.`));

// The compiler demands every type here, and the tests demand nothing more.
const clientTypes: Record<ClientMessage["type"], true> = {
  hello: true,
  join: true,
  leave: true,
  signal: true,
  update: true,
  "chat.send": true,
  "chat.edit": true,
  "chat.delete": true,
  "chat.react": true,
  "chat.read": true,
  "chat.typing": true,
  history: true,
  data: true,
  "ice.refresh": true,
  "token.refresh": true,
  report: true,
  "call.invite": true,
  "call.accept": true,
  "call.decline": true,
  "call.cancel": true,
  moderate: true,
};

const serverTypes: Record<ServerMessage["type"], true> = {
  welcome: true,
  joined: true,
  left: true,
  presence: true,
  signal: true,
  event: true,
  skip: true,
  data: true,
  "chat.typing": true,
  "chat.read": true,
  heartbeat: true,
  ticket: true,
  token: true,
  tokenExpiring: true,
  ice: true,
  drain: true,
  ok: true,
  error: true,
};

const eventTypes: Record<EventView["type"], true> = {
  "participant.joined": true,
  "participant.left": true,
  "participant.removed": true,
  "participant.banned": true,
  "message.created": true,
  "message.edited": true,
  "message.deleted": true,
  "message.reacted": true,
  "room.created": true,
  "room.updated": true,
  "room.deleted": true,
  "room.started": true,
  "room.ended": true,
};

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe("golden frames", () => {
  test.each([
    ["client", clientTypes],
    ["server", serverTypes],
  ] as const)("cover every %s type, and no other", (direction, types) => {
    const found = framesOf(direction).map(({ text }) => JSON.parse(text).type as string);
    expect(sorted(found)).toEqual(sorted(Object.keys(types)));
  });

  test("cover every type of event, and no other", () => {
    const found = framesOf("server")
      .map(({ text }) => JSON.parse(text) as ServerMessage)
      .filter((frame) => frame.type === "event")
      .map((frame) => frame.event.type);
    expect(sorted(found)).toEqual(sorted(Object.keys(eventTypes)));
  });

  // Types are gone at run time; so the compiler itself judges the frames, excess fields included.
  test("satisfy the types", { timeout: 60_000 }, () => {
    const directory = mkdtempSync(path("./golden-"));
    try {
      const list = (direction: "client" | "server") =>
        `[${framesOf(direction)
          .map(({ text }) => text)
          .join(",")}]`;
      writeFileSync(
        `${directory}/golden.ts`,
        `import type { ClientMessage, ServerMessage } from "../../src/protocol/messages.js";
        export const client: ClientMessage[] = ${list("client")};
        export const server: ServerMessage[] = ${list("server")};`,
      );
      const config = { extends: "../tsconfig.json", include: ["golden.ts"] };
      writeFileSync(`${directory}/tsconfig.json`, JSON.stringify(config));
      expect(complaintsOf(directory)).toBe("");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

function complaintsOf(project: string): string {
  try {
    return execFileSync(path("../node_modules/.bin/tsc"), ["-p", project], { encoding: "utf8" });
  } catch (failure) {
    return String((failure as { stdout: unknown }).stdout);
  }
}

describe("codes", () => {
  const document = readFileSync(path("../../docs/codes.md"), "utf8");

  test("of errors are those of docs/codes.md", () => {
    const rows = [...document.matchAll(/^\| `(\w+)` \| (\d{3}) \| (yes|no) \|/gm)];
    expect(
      rows.map(([, code, status, retry]) => [
        code,
        { httpStatus: Number(status), retryable: retry === "yes" },
      ]),
    ).toEqual(Object.entries(errorCodes));
  });

  test("of closes are those of docs/codes.md", () => {
    const rows = [...document.matchAll(/^\| (\d{4}) \| `(\w+)` \| (yes|no) \|/gm)];
    expect(
      rows.map(([, code, reason, back]) => [
        reason,
        { code: Number(code), comeBack: back === "yes" },
      ]),
    ).toEqual(Object.entries(closeCodes));
  });

  test("decide whether to come back, known or not", () => {
    for (const { code, comeBack } of Object.values(closeCodes)) {
      expect(comesBack(code)).toBe(comeBack);
    }
    expect([1005, 1006, 1011, 4400, 4449, 4550].filter((code) => !comesBack(code))).toEqual([]);
    expect([4500, 4549].filter(comesBack)).toEqual([]);
  });
});
