import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FRAMES = 24;

/**
 * Makes a short clip of one sitter, swaying a little, and answers its path: MJPEG, which Chromium takes in place of a
 * camera. It is nothing but JPEG pictures one after the other.
 */
export async function cameraClip(address, launch) {
  const browser = await chromium.launch(launch);
  const page = await browser.newPage();
  await page.goto(`${address}/people/sitters.mjs`);
  const frames = await page.evaluate(drawFrames, FRAMES);
  await browser.close();
  const folder = await mkdtemp(join(tmpdir(), "confab-camera-"));
  const path = join(folder, "camera.mjpeg");
  await writeFile(path, Buffer.concat(frames.map((frame) => Buffer.from(frame, "base64"))));
  return { path, remove: () => rm(folder, { recursive: true }) };
}

async function drawFrames(count) {
  const image = new Image();
  image.src = "/people/ana.webp";
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const to = canvas.getContext("2d");
  return Array.from({ length: count }, (_, index) => {
    const turn = (index / count) * 2 * Math.PI;
    const scale = 1.02 + 0.01 * Math.sin(turn);
    const [width, height] = [1280 * scale, 720 * scale];
    to.drawImage(image, (1280 - width) / 2, (720 - height) / 2 + 4 * Math.cos(turn), width, height);
    return canvas.toDataURL("image/jpeg", 0.92).split(",")[1];
  });
}
