import { type Browser, type BrowserServer, chromium } from "playwright-core";

/** Proven for calls on small machines without a screen; see docs/contributing.md. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--mute-audio",
  // Pages of these names live on this machine, and are no secure ones: see Site.
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];

const devices = "--use-fake-device-for-media-stream";
const consent = "--use-fake-ui-for-media-stream";

const options = (extra: string[]) => ({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [...flags, ...extra],
});

/** The browser of a whole run, whose people have a camera and a microphone and say yes to everything. */
export function launchForAll(camera: string): Promise<BrowserServer> {
  return chromium.launchServer(
    options([devices, consent, `--use-file-for-fake-video-capture=${camera}`]),
  );
}

/** The same browser, with devices that it gives to nobody who was not granted them. */
export function launchCautious(): Promise<Browser> {
  return chromium.launch(options([devices]));
}

/** A browser on a machine without camera and microphone. */
export function launchWithoutDevices(): Promise<Browser> {
  return chromium.launch(options([]));
}
