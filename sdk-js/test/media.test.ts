import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import { captureError } from "../src/media/capture.js";
import { createLocalPreview } from "../src/media/preview.js";
import type { Room } from "../src/room.js";
import { FakeDevices, FakeTrack } from "./fakes/fake-media.js";
import { FakeServer } from "./fakes/fake-server.js";
import { recordMedia } from "./fakes/record.js";

let server: FakeServer;
let devices: FakeDevices;
let room: Room;
let lines: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  devices = new FakeDevices().install();
  server = new FakeServer().install();
  const confab = await connect({ server: "https://calls.example.com", token: "t1" });
  room = await confab.join("standup");
  lines = recordMedia(room);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
const announced = () => server.of("update").at(-1)?.tracks;

describe("publishing", () => {
  test("opens microphone and camera with one prompt and tells the server", async () => {
    const tracks = await room.media.publish({ audio: true, video: { facingMode: "user" } });

    expect(devices.asked).toHaveLength(1);
    expect(devices.asked[0]).toMatchObject({
      audio: { echoCancellation: true },
      video: { facingMode: "user" },
    });
    expect(tracks.map(({ name }) => name)).toEqual(["microphone", "camera"]);
    const [microphone, camera] = announced() ?? [];
    expect(microphone).toMatchObject({ name: "microphone", source: "microphone", muted: false });
    expect(camera?.stream).toBe(microphone?.stream);
    expect(room.localParticipant.tracks).toBe(room.media.tracks);
  });

  test("a missing camera costs no sound", async () => {
    devices.faults.video = "NotFoundError";

    const tracks = await room.media.publish({ audio: true, video: true });

    expect(tracks.map(({ name }) => name)).toEqual(["microphone"]);
    expect(lines).toEqual(["published microphone", "video device_missing"]);
  });

  test("rejects when nothing could be opened", async () => {
    devices.faults.audio = "NotReadableError";

    await expect(room.media.publish({ audio: true })).rejects.toMatchObject({
      code: "device_busy",
      message: expect.stringContaining("microphone"),
    });
    expect(lines).toEqual([]);
  });

  test("asks once only after a refusal", async () => {
    devices.faults.audio = "NotAllowedError";

    const refused = room.media.publish({ audio: true, video: true });

    await expect(refused).rejects.toMatchObject({ code: "permission_denied" });
    expect(devices.asked).toHaveLength(1);
  });

  test("asks for the other kind when just one is blocked for good", async () => {
    devices.faults.video = "NotAllowedError";
    const query = async ({ name }: { name: string }) => ({
      state: name === "camera" ? "denied" : "prompt",
    });
    vi.stubGlobal("navigator", { mediaDevices: devices, permissions: { query } });

    const tracks = await room.media.publish({ audio: true, video: true });

    expect(tracks.map(({ name }) => name)).toEqual(["microphone"]);
    expect(lines).toContain("video permission_denied");
  });

  test("an insecure page is named, with the cure", async () => {
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("isSecureContext", false);

    await expect(room.media.publish({ audio: true })).rejects.toMatchObject({
      code: "insecure_page",
      hint: expect.stringContaining("./run --tls"),
    });
  });

  test("what the server refuses is closed again", async () => {
    server.on("update", (frame) => server.refuse(frame, "publishers_full"));

    const refused = room.media.publish({ video: true });

    await expect(refused).rejects.toMatchObject({ code: "publishers_full" });
    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(["ended"]);
    expect(room.media.tracks.size).toBe(0);
  });

  test("what the token does not grant is not even opened", async () => {
    room.grants.publish = ["audio"];

    await expect(room.media.publish({ video: true })).rejects.toMatchObject({ code: "forbidden" });
    expect(devices.asked).toHaveLength(0);
  });

  test("any MediaStreamTrack has a name of its own and outlives its publication", async () => {
    const canvas = new FakeTrack("video");
    const [track] = await room.media.publish(canvas as unknown as MediaStreamTrack, {
      name: "board",
    });
    const [second] = await room.media.publish(
      new FakeTrack("video") as unknown as MediaStreamTrack,
    );

    expect(announced()).toMatchObject([
      { name: "board", source: "video" },
      { name: "video", source: "video" },
    ]);
    expect(announced()?.[0]?.stream).not.toBe(announced()?.[1]?.stream);
    if (track) await room.media.unpublish(track);
    expect(canvas.readyState).toBe("live");
    expect([...room.media.tracks.values()]).toEqual([second]);
  });

  test("the next track takes the stream of one that was withdrawn, and of no other", async () => {
    const share = () => room.media.shareScreen();
    const streams = () => new Set(announced()?.map(({ stream }) => stream));
    await room.media.publish({ audio: true, video: true });
    const [devicesAlone] = streams();
    await share();
    const before = streams();

    for (let round = 0; round < 3; round += 1) {
      await room.media.stopScreenShare();
      await share();
    }

    expect(streams()).toEqual(before);
    expect(before.size).toBe(2);
    expect(before).toContain(devicesAlone);
  });

  test("a name that is taken is refused", async () => {
    const publish = () =>
      room.media.publish(new FakeTrack("video") as unknown as MediaStreamTrack, { name: "x" });
    await publish();

    await expect(publish()).rejects.toMatchObject({ code: "invalid_options" });
  });

  test("publishing the microphone again gives the track there is", async () => {
    const [first] = await room.media.publish({ audio: true });

    const [second] = await room.media.publish({ audio: true });

    expect(second).toBe(first);
  });

  test("aborted while the browser asks, the late device is closed", async () => {
    let allow = () => {};
    devices.gate = new Promise((resolve) => {
      allow = resolve;
    });
    const abort = new AbortController();
    const publishing = room.media.publish({ audio: true }, { signal: abort.signal });

    abort.abort();
    await expect(publishing).rejects.toMatchObject({ code: "aborted" });
    allow();
    await flush();

    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(["ended"]);
  });

  test("while reconnecting works; the join that follows carries it", async () => {
    server.socket.drop(1006);

    await room.media.publish({ audio: true });
    await flush(600);

    expect(server.of("update")).toHaveLength(0);
    expect(server.of("join")[1]?.tracks).toMatchObject([{ name: "microphone" }]);
  });
});

describe("a preview", () => {
  test("never rejects, says what is missing, and is published as it is", async () => {
    devices.faults.video = "NotFoundError";

    const preview = await createLocalPreview({ audio: true, video: true });
    expect(preview.errors.map(({ kind, error }) => `${kind} ${error.code}`)).toEqual([
      "video device_missing",
    ]);
    await preview.tracks[0]?.mute();
    const tracks = await room.media.publish(preview);

    expect(tracks).toEqual(preview.tracks);
    expect(announced()).toMatchObject([{ name: "microphone", muted: true }]);
    expect(devices.opened).toHaveLength(1);
  });

  test("opens a device chosen later", async () => {
    const preview = await createLocalPreview({});

    await preview.useDevice("camera", "cam2");
    preview.stop();

    expect(preview.tracks.map(({ source }) => source)).toEqual(["camera"]);
    expect(devices.opened[0]).toMatchObject({
      settings: { deviceId: { exact: "cam2" } },
      readyState: "ended",
    });
  });
});

test.each([
  ["NotAllowedError", "permission_denied"],
  ["SecurityError", "permission_denied"],
  ["NotFoundError", "device_missing"],
  ["OverconstrainedError", "device_missing"],
  ["NotReadableError", "device_busy"],
  ["AbortError", "device_busy"],
  ["TypeError", "invalid_options"],
])("%s of the browser is %s", (name, code) => {
  const cause = new DOMException("", name);

  expect(captureError(cause, "camera")).toMatchObject({ code, cause });
});
