// Paints the sitters of the state sheet anew: `node test/state-sheet/people/paint.mjs`. Takes about a minute.
import { writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { serve } from "../server.mjs";
import { sitters } from "./sitters.mjs";

const [WIDTH, HEIGHT] = [1120, 630];

const site = await serve("");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
try {
  const page = await browser.newPage();
  await page.goto(`${site.address}/people/sitters.mjs`);
  for (const sitter of sitters) {
    const bytes = await page.evaluate(paint, [sitter, WIDTH, HEIGHT]);
    await writeFile(new URL(`${sitter.id}.webp`, import.meta.url), Buffer.from(bytes));
    console.log(sitter.id);
  }
} finally {
  await browser.close();
  site.close();
}

async function paint([sitter, width, height]) {
  const { draw } = await import("/people/draw.mjs");
  return draw(sitter, width, height);
}
