import { readdir, readFile, writeFile } from "node:fs/promises";

const WIDTH = 1720;

/** One picture with every state of one theme, each at its three widths. */
export async function contactSheet(browser, folder, theme, names) {
  const files = (await readdir(folder)).filter((file) => file.match(`-\\d+-${theme}\\.webp$`));
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 800 },
    colorScheme: theme,
  });
  const pictures = {};
  for (const file of files)
    pictures[file] = (await readFile(`${folder}${file}`)).toString("base64");
  await page.evaluate(lay, { names, pictures, theme });
  const session = await page.context().newCDPSession(page);
  const height = await page.evaluate(() => document.body.scrollHeight);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: 72,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: WIDTH, height, scale: 1 },
  });
  await writeFile(`${folder}contact-sheet-${theme}.webp`, Buffer.from(data, "base64"));
  await page.close();
}

async function lay({ names, pictures, theme }) {
  const dark = theme === "dark";
  document.body.style.cssText = `margin:0;padding:40px;display:grid;grid-template-columns:1fr 1fr;gap:40px;font:600 20px Inter,sans-serif;background:${dark ? "#060807" : "#fff"};color:${dark ? "#edf2ef" : "#14201b"}`;
  for (const name of names) {
    const row = document.createElement("div");
    row.append(name);
    const strip = document.createElement("div");
    strip.style.cssText = "display:flex;gap:12px;align-items:start;margin-top:12px;height:270px";
    for (const width of [360, 768, 1440]) {
      const data = pictures[`${name}-${width}-${theme}.webp`];
      if (!data) continue;
      const image = new Image();
      image.src = `data:image/webp;base64,${data}`;
      image.style.cssText = "height:270px;border-radius:10px;outline:1px solid #8883";
      await image.decode();
      strip.append(image);
    }
    row.append(strip);
    document.body.append(row);
  }
}
