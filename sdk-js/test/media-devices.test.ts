import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import type { Room } from "../src/room.js";
import { FakeDevices, type FakeTrack } from "./fakes/fake-media.js";
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
const fake = (track: { mediaStreamTrack: MediaStreamTrack } | undefined) =>
  track?.mediaStreamTrack as unknown as FakeTrack;
const announced = () => server.of("update").at(-1)?.tracks;

describe("muting", () => {
  test("a microphone stays open and silent", async () => {
    const [track] = await room.media.publish({ audio: true });

    await room.media.setMuted("microphone", true);
    await flush();

    expect(fake(track)).toMatchObject({ enabled: false, readyState: "live" });
    expect(announced()).toMatchObject([{ muted: true }]);
    await track?.unmute();
    await flush();
    expect(fake(track).enabled).toBe(true);
    expect(announced()).toMatchObject([{ muted: false }]);
  });

  test("a camera goes off and is opened again", async () => {
    const [track] = await room.media.publish({ video: true });
    const first = fake(track);

    await track?.mute();
    expect(first.readyState).toBe("ended");
    await track?.unmute();

    expect(fake(track)).not.toBe(first);
    expect(fake(track).readyState).toBe("live");
    expect(track?.muted).toBe(false);
  });

  test("a camera that cannot be opened again stays muted", async () => {
    const [track] = await room.media.publish({ video: true });
    await track?.mute();
    devices.faults.video = "NotReadableError";

    await expect(track?.unmute()).rejects.toMatchObject({ code: "device_busy" });
    expect(track?.muted).toBe(true);
  });

  test("quick clicks end as clicked last", async () => {
    const [track] = await room.media.publish({ video: true });

    await Promise.all([track?.mute(), track?.unmute(), track?.mute(), track?.unmute()]);

    expect(track?.muted).toBe(false);
    expect(devices.opened.filter(({ readyState }) => readyState === "live")).toHaveLength(1);
  });
});

describe("devices", () => {
  test("are listed by use", async () => {
    const { microphones, cameras, speakers } = await room.media.devices();

    expect([microphones[0], cameras[0], speakers[0]].map((device) => device?.deviceId)).toEqual([
      "mic",
      "cam",
      "out",
    ]);
  });

  test("another one takes the place of the track's without announcing anything", async () => {
    const [track] = await room.media.publish({ audio: true });
    const before = server.of("update").length;

    await room.media.useDevice("microphone", "usb");

    expect(devices.opened[0]?.readyState).toBe("ended");
    expect(fake(track).settings).toMatchObject({ deviceId: { exact: "usb" } });
    expect(server.of("update")).toHaveLength(before);
  });

  test("one that cannot be opened leaves the old one on", async () => {
    const [track] = await room.media.publish({ audio: true });
    const getUserMedia = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const { deviceId } = constraints.audio as MediaTrackConstraints;
      if (deviceId) throw new DOMException("", "OverconstrainedError");
      return getUserMedia(constraints);
    };

    await expect(room.media.useDevice("microphone", "gone")).rejects.toMatchObject({
      code: "device_missing",
    });

    expect(fake(track).readyState).toBe("live");
  });

  test("one that is unplugged is replaced by another", async () => {
    const [track] = await room.media.publish({ audio: { deviceId: { exact: "usb" } } });
    const first = fake(track);

    first.unplug();
    await flush();

    expect(fake(track)).not.toBe(first);
    expect(fake(track).settings).not.toHaveProperty("deviceId");
    expect(lines).toEqual(["published microphone"]);
  });

  test("the last one unplugged ends the track and says so", async () => {
    const [track] = await room.media.publish({ audio: true });
    devices.faults.audio = "NotFoundError";

    fake(track).unplug();
    await flush();

    expect(lines).toEqual([
      "published microphone",
      "audio device_missing",
      "ended microphone",
      "unpublished microphone",
    ]);
    expect(announced()).toEqual([]);
  });
});

describe("the screen", () => {
  test("is published with its sound and stopped as one", async () => {
    const tracks = await room.media.shareScreen();
    expect(tracks.map(({ source }) => source)).toEqual(["screen", "screen_audio"]);

    await room.media.stopScreenShare();

    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
    expect(announced()).toEqual([]);
  });

  test("stopped in the browser's own bar ends without an error", async () => {
    const [screen] = await room.media.shareScreen();

    fake(screen).unplug();
    await flush();

    expect(lines).not.toContain("video device_missing");
    expect(room.media.tracks.has("screen")).toBe(false);
  });
});
