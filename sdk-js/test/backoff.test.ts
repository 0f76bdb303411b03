import { afterEach, expect, test, vi } from "vitest";
import { Backoff } from "../src/connection/backoff.js";

afterEach(() => vi.restoreAllMocks());

test("doubles from half a second to a cap of thirty, with full jitter", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  const backoff = new Backoff();

  const waits = Array.from({ length: 9 }, () => backoff.next());

  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  vi.spyOn(Math, "random").mockReturnValue(0);
  expect(backoff.next()).toBe(0);
});

test("never waits less than the server asked for", () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);

  expect(new Backoff().next(7_000)).toBe(7_250);
});
