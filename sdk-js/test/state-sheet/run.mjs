// Draws the state sheet: every state of <confab-call> at three widths, light and dark, into docs/state-sheet/.
// `npm run state-sheet` draws all; `npm run state-sheet -- nine,chat 360,1440 dark` draws some.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { bundle } from "./bundle.mjs";
import { cameraClip } from "./camera.mjs";
import { contactSheet } from "./contact-sheet.mjs";
import { serve } from "./server.mjs";

const out = fileURLToPath(new URL("../../../docs/state-sheet/", import.meta.url));
const widths = { 360: [360, 740, 2], 768: [768, 1024, 1], 1440: [1440, 900, 1] };
const launch = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
  ],
};

const [sceneArg, widthArg, themeArg] = process.argv.slice(2);
const themes = themeArg ? [themeArg] : ["light", "dark"];

const site = await serve(await bundle());
const clip = await cameraClip(site.address, launch);
const browser = await chromium.launch({
  ...launch,
  args: [...launch.args, `--use-file-for-fake-video-capture=${clip.path}`],
});
try {
  await mkdir(out, { recursive: true });
  const every = await sceneNames();
  const names = sceneArg && sceneArg !== "all" ? sceneArg.split(",") : every;
  for (const theme of themes) {
    for (const width of widthArg ? widthArg.split(",") : Object.keys(widths))
      await draw(names, width, theme);
  }
  if (!sceneArg) await tidy(names);
  for (const theme of themes) await contactSheet(browser, out, theme, every);
} finally {
  await browser.close();
  await clip.remove();
  site.close();
}

async function sceneNames() {
  const page = await browser.newPage();
  await page.goto(`${site.address}/?scene=`);
  const names = await page.evaluate(() => Object.keys(globalThis.scenes));
  await page.close();
  return names;
}

async function draw(names, width, theme) {
  const [wide, high, deviceScaleFactor] = widths[width];
  const context = await browser.newContext({
    viewport: { width: wide, height: high },
    deviceScaleFactor,
    colorScheme: theme,
    hasTouch: wide < 500,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  for (const name of names) {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
    page.on(
      "console",
      (line) => line.type() === "error" && console.error(`${name}: ${line.text()}`),
    );
    const release = await holdLock(context, name);
    await page.goto(`${site.address}/?scene=${name}`);
    await page.bringToFront();
    await act(page);
    await settle(page);
    await writeFile(`${out}${name}-${width}-${theme}.webp`, await shot(page));
    await page.close();
    await release();
    console.log(`${name} ${width} ${theme}`);
  }
  await context.close();
}

/** Plays the other tab of the same browser, where a scene wants one. */
async function holdLock(context, name) {
  if (name !== "other-tab") return async () => undefined;
  const other = await context.newPage();
  await other.goto(`${site.address}/page.css`);
  await other.evaluate(() => {
    void navigator.locks.request("confab:studio-review", () => new Promise(() => undefined));
  });
  return () => other.close();
}

async function act(page) {
  const { clicks = [], types } = await page.evaluate(() => ({
    clicks: globalThis.scene.clicks,
    types: globalThis.scene.types,
  }));
  await page.waitForFunction(() =>
    document.querySelector("confab-call")?.shadowRoot?.querySelector(".call > *"),
  );
  if (types) await page.getByRole("textbox").fill(types);
  for (const label of clicks) await page.getByRole("button", { name: label, exact: true }).click();
  if (types)
    await page.evaluate(() =>
      document.querySelector("confab-call").shadowRoot.activeElement?.blur(),
    );
}

/** Every picture that is coming has come, and nothing moves any more. */
async function settle(page) {
  await page.mouse.move(1, 1);
  await page.waitForTimeout(400);
  await page.waitForFunction(() => {
    const root = document.querySelector("confab-call").shadowRoot;
    const pictures = [...root.querySelectorAll("video:not([hidden])")];
    return pictures.every((video) => video.classList.contains("live") && video.videoWidth > 2);
  });
  await page.waitForTimeout(700);
}

async function shot(page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 84 });
  return Buffer.from(data, "base64");
}

/** Removes pictures of states that are no more. */
async function tidy(names) {
  for (const file of await readdir(out)) {
    const name = file.match(/^(.+)-\d+-(light|dark)\.webp$/)?.[1];
    if (name && !names.includes(name)) await rm(`${out}${file}`);
  }
}
