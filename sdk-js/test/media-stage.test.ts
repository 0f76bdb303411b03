import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import type { Room } from "../src/room.js";
import { FakeDevices, FakeMediaStream } from "./fakes/fake-media.js";
import { FakeServer } from "./fakes/fake-server.js";

let server: FakeServer;
let devices: FakeDevices;
let room: Room;

beforeEach(async () => {
  vi.useFakeTimers();
  devices = new FakeDevices();
  vi.stubGlobal("navigator", { mediaDevices: devices });
  vi.stubGlobal("MediaStream", FakeMediaStream);
  server = new FakeServer().install();
  const confab = await connect({ server: "https://calls.example.com", token: "t1" });
  room = await confab.join("standup");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const announced = () => server.of("update").at(-1)?.tracks;

describe("a stage that is full", () => {
  test("with a place for the microphone alone takes it, and says why not the camera", async () => {
    const faults: [string, string][] = [];
    room.media.on("deviceError", ({ kind, error }) => faults.push([kind, error.code]));
    server.on("update", (frame) => {
      const full = frame.tracks?.some(({ source }) => source === "camera");
      if (full) server.refuse(frame, "publishers_full");
      else server.ok(frame);
    });

    const published = await room.media.publish({ audio: true, video: true });

    expect(published.map(({ name }) => name)).toEqual(["microphone"]);
    expect(faults).toEqual([["video", "publishers_full"]]);
    expect(devices.opened.map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ["audio", "live"],
      ["video", "ended"],
    ]);
  });

  test("a track that the server let go is unpublished, with the reason", async () => {
    await room.media.publish({ audio: true, video: true });
    const faults: string[] = [];
    room.media.on("deviceError", ({ error }) => faults.push(error.message));

    const publish: ["audio"] = ["audio"];
    const self = { ...server.self, grants: { ...server.self.grants, publish } };
    const tracks = self.tracks.filter(({ source }) => source === "microphone");
    server.push({ type: "presence", room: "rm_1", updated: [{ ...self, tracks }] });
    await flush();

    expect([...room.media.tracks.keys()]).toEqual(["microphone"]);
    expect(faults).toEqual(["The token does not grant to publish video."]);
    expect(room.grants.publish).toEqual(["audio"]);
    expect(room.grants.subscribe).toBe(true);
  });

  test("news of ourselves that cross an update of ours take nothing away", async () => {
    server.on("update", (frame) => {
      server.push({ type: "presence", room: "rm_1", updated: [server.self] });
      server.off("update");
      server.handle(frame, server.socket);
    });

    await room.media.publish({ audio: true });
    await flush();

    expect([...room.media.tracks.keys()]).toEqual(["microphone"]);
  });

  test("while the room lets us in again is told right after", async () => {
    let letIn = () => {};
    server.on("join", (frame, socket) => {
      letIn = () => {
        server.off("join");
        server.handle(frame, socket);
      };
    });
    server.socket.drop(1006);
    await flush(600);
    await room.media.publish({ audio: true });

    letIn();
    await flush();

    expect([...room.media.tracks.keys()]).toEqual(["microphone"]);
    expect(announced()).toMatchObject([{ name: "microphone" }]);
  });

  test("coming back to a full stage, we go on as a viewer", async () => {
    await room.media.publish({ video: true });
    const faults: string[] = [];
    room.media.on("deviceError", ({ error }) => faults.push(`${error.code}: ${error.message}`));
    server.joined = { self: { ...server.self, tracks: [] } };

    server.socket.drop(1006);
    await flush(600);

    expect(room.state).toBe("joined");
    expect(room.media.tracks.size).toBe(0);
    expect(faults).toEqual(["publishers_full: The stage is full: stay as a viewer."]);
    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(["ended"]);
  });
});
