import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hue, initials } from "../src/element/avatar.js";
import { ConfabCallElement } from "../src/element/confab-call.js";
import { focus, grid, type Place } from "../src/element/grid.js";
import { inviteLink, resolveRoom } from "../src/element/invite.js";
import { deviceSentence, endingFor, endingForError } from "../src/element/problems.js";
import { initialState } from "../src/element/state.js";
import { Store } from "../src/element/store.js";
import { addStrings, translator } from "../src/element/strings.js";
import { ConfabError, clientErrorCodes } from "../src/errors.js";
import { errorCodes } from "../src/protocol/codes.js";

const stages = [
  { width: 344, height: 640, gap: 8 },
  { width: 752, height: 900, gap: 8 },
  { width: 1416, height: 800, gap: 8 },
  { width: 300, height: 200, gap: 8 },
];
const t = translator("en");

function overlap(one: Place, other: Place): boolean {
  const apart =
    one.x + one.width <= other.x + 0.01 ||
    other.x + other.width <= one.x + 0.01 ||
    one.y + one.height <= other.y + 0.01 ||
    other.y + other.height <= one.y + 0.01;
  return !apart;
}

function expectTidy(places: Place[], stage: (typeof stages)[number]): void {
  for (const [index, place] of places.entries()) {
    expect(place.x).toBeGreaterThanOrEqual(-0.01);
    expect(place.y).toBeGreaterThanOrEqual(-0.01);
    expect(place.x + place.width).toBeLessThanOrEqual(stage.width + 0.01);
    expect(place.y + place.height).toBeLessThanOrEqual(stage.height + 0.01);
    for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false);
  }
}

describe("the grid", () => {
  it("keeps one to nine equal tiles inside the stage, apart from each other", () => {
    for (const stage of stages) {
      for (let count = 1; count <= 9; count += 1) {
        const places = grid(count, stage);
        expect(places).toHaveLength(count);
        expectTidy(places, stage);
        expect(new Set(places.map(({ width, height }) => `${width} ${height}`)).size).toBe(1);
      }
    }
  });

  it("centres a shorter last row", () => {
    const places = grid(5, { width: 1416, height: 800, gap: 8 });
    const last = places.filter(({ y }) => y === places[4]!.y);

    expect(last).toHaveLength(2);
    const left = last[0]!.x;
    const right = 1416 - (last[1]!.x + last[1]!.width);
    expect(left).toBeCloseTo(right);
  });

  it("gives a shared screen the largest place and everybody else one of their own", () => {
    for (const stage of stages.slice(0, 3)) {
      for (let count = 1; count <= 8; count += 1) {
        const places = focus(count, stage);
        expect(places).toHaveLength(count + 1);
        expectTidy(places, stage);
        const areas = places.map(({ width, height }) => width * height);
        expect(Math.max(...areas)).toBe(areas[0]);
      }
    }
  });

  it("has nothing to lay out for nobody", () => {
    expect(grid(0, stages[0]!)).toEqual([]);
  });
});

describe("initials", () => {
  it.each([
    ["Ana Duarte", "AD"],
    ["  ife  ", "I"],
    ["Łukasz de la Cruz", "ŁC"],
    ["田中 美", "田美"],
    ["👩‍💻 Mei", "M"],
    ["", "?"],
    ["***", "?"],
  ])("of %j are %j", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it("stand on the same colour for the same identity", () => {
    expect(hue("guest_a")).toBe(hue("guest_a"));
    const many = Array.from({ length: 200 }, (_, index) => hue(`guest_${index}`));
    expect(new Set(many).size).toBeGreaterThan(8);
  });
});

describe("the room of a visitor", () => {
  const page = "https://shop.example/help?x=1";

  it("is the given one where the name is fixed", () => {
    expect(resolveRoom("standup", page)).toBe("standup");
    expect(inviteLink("standup", "standup", `${page}#top`)).toBe(page);
  });

  it("is their own where the name is random", () => {
    const one = resolveRoom("desk-{random}", page);

    expect(one).toMatch(/^desk-[a-z2-9]{11}$/);
    expect(resolveRoom("desk-{random}", page)).not.toBe(one);
  });

  it("is the inviter's after an invite link", () => {
    const link = inviteLink("desk-{random}", "desk-abc", page);

    expect(link).toBe(`${page}#confab=desk-abc`);
    expect(resolveRoom("desk-{random}", link)).toBe("desk-abc");
  });

  it.each(["vault-abc", "desk-", "desk-a/b", "rm_123", ""])(
    "cannot be led to %j by a link",
    (room) => {
      expect(resolveRoom("desk-{random}", `${page}#confab=${room}`)).toMatch(/^desk-[a-z2-9]{11}$/);
    },
  );
});

describe("words", () => {
  it("fall back from the exact language to the general one to English", () => {
    addStrings("de", { leave: "Auflegen" });
    addStrings("de-CH", { chat: "Plausch" });

    const swiss = translator("de-CH");
    expect([swiss("chat"), swiss("leave"), swiss("close")]).toEqual([
      "Plausch",
      "Auflegen",
      "Close",
    ]);
  });

  it("are filled with values and nothing else", () => {
    expect(t("said_joined", { name: "{text}" })).toBe("{text} joined");
  });

  it("explain an ending with a way on where there is one", () => {
    expect(endingFor("removed", t)).toMatchObject({ figure: "parted", action: "Join again" });
    expect(endingFor("banned", t).action).toBeUndefined();
    expect(endingFor("something new", t).title).toBe("You left the call");
  });

  it("explain a failure to the visitor, and to the developer apart", () => {
    const ending = endingForError(
      new ConfabError("origin_refused", {
        message: "https://a.example is not listed.",
        hint: "Add it.",
      }),
      t,
      "https://calls.example",
    );

    expect(ending.title).toBe("This page may not open calls yet");
    expect(ending.detail).toEqual({
      code: "origin_refused",
      text: "https://a.example is not listed. Add it.",
      docs: "https://calls.example/docs/errors/origin_refused",
    });
  });

  /** Failures of single requests, of REST and of the wire, which never keep anybody out of a call. */
  const elsewhere = [
    ...["invalid_frame", "method_not_allowed", "not_acceptable", "unsupported_media_type"],
    ...["payload_too_large", "frame_too_large", "protocol_error", "hello_required"],
    ...["hello_timeout", "participant_not_found", "message_not_found", "conflict"],
    ...["precondition_failed", "idempotency_reused", "idempotency_in_progress", "not_joined"],
    ...["already_joined", "publishers_full", "peer_unreachable", "turn_not_configured"],
    ...["turn_unreachable", "device_busy", "device_missing", "insecure_page", "permission_denied"],
    ...["aborted", "closed", "token_not_renewable"],
    "internal",
  ];

  it("tell for every other code what happened and what to do", () => {
    const ending = (code: string) => endingForError(new ConfabError(code), t, "https://a.example");
    const codes = new Set([...Object.keys(errorCodes), ...clientErrorCodes]);
    const unknown = ending("something new");
    const unexplained = [...codes].filter((code) => ending(code).title === unknown.title);

    expect(unexplained.sort()).toEqual(elsewhere.sort());
    expect(unknown).toMatchObject({
      text: expect.stringMatching(/^Try again.*tell the owner/),
      action: "Try again",
    });
  });

  it("never turn an address of another scheme into a link", () => {
    const fault = new ConfabError("internal", { docs: "javascript:alert(1)" });

    expect(endingForError(fault, t, "https://calls.example").detail?.docs).toBeUndefined();
  });

  it("say what to do about a device", () => {
    const sentence = (code: string) => deviceSentence("camera", new ConfabError(code), t);

    expect(sentence("permission_denied")).toMatch(/icon beside the address/);
    expect(sentence("device_missing")).toMatch(/Plug one in/);
    expect(sentence("something new")).toMatch(/Choose another one/);
  });
});

describe("the store", () => {
  it("shows the changes of one turn together", async () => {
    const shown: string[] = [];
    const store = new Store(initialState(t, "en"), ({ name, room }) =>
      shown.push(`${name}@${room}`),
    );

    store.set({ name: "Ana" });
    store.set({ room: "standup" });
    await Promise.resolve();

    expect(shown).toEqual(["Ana@standup"]);
  });

  it("replaces a notice in its place", () => {
    const store = new Store(initialState(t, "en"), () => undefined);
    const notice = { tone: "info", icon: "sound", text: "one", dismissable: true } as const;
    store.notify({ ...notice, key: "a" });
    store.notify({ ...notice, key: "b" });
    store.notify({ ...notice, key: "a", text: "two" });

    expect(store.state.notices.map(({ key, text }) => key + text)).toEqual(["atwo", "bone"]);
  });
});

describe("on a server", () => {
  it("imports without a document", async () => {
    expect(globalThis.document).toBeUndefined();
    await expect(import("../src/element/index.js")).resolves.toHaveProperty("ConfabCallElement");
  });
});

describe("docs/web-component.md", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const document = read("../../docs/web-component.md");
  const sources = readdirSync(new URL("../src/element/", import.meta.url))
    .map((file) => read(`../src/element/${file}`))
    .join("\n");

  it("names every attribute", () => {
    const names = [...ConfabCallElement.observedAttributes, "theme", "auto-join"];
    expect(names.filter((name) => !document.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it("names every custom property", () => {
    const colours = [...read("../src/element/tokens.ts").matchAll(/^ {2}"?([a-z-]+)"?: "[#r]/gm)];
    const others = [...sources.matchAll(/--confab-[a-z-]+/g)].map(([name]) => name);
    const names = [...colours.map(([, name]) => `--confab-${name}`), ...others];
    const missing = names.filter((name) => !document.includes(`\`${name}\``));
    expect(missing.filter((name) => name !== "--confab-")).toEqual([]);
  });

  it("names every part", () => {
    const parts = [...sources.matchAll(/part(?:: |", )["`]([a-z -]+)["`]/g)];
    const names = parts.flatMap(([, list = ""]) => list.split(" "));
    expect(names.length).toBeGreaterThan(30);
    expect([...new Set(names)].filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});
