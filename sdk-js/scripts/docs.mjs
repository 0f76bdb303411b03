// Renders docs/*.md, and a page for each error code, into the folder that the service serves as /docs/.
// Usage: node scripts/docs.mjs <folder>
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCodes, errorIndex, errorPage } from "./docs/errors.mjs";
import { escaped, render } from "./docs/markdown.mjs";
import { arrange } from "./docs/plan.mjs";
import { pageOf } from "./docs/template.mjs";

const source = fileURLToPath(new URL("../../docs/", import.meta.url));
const sdkErrors = fileURLToPath(new URL("../src/errors.ts", import.meta.url));
const target = process.argv[2];
if (!target) throw new Error("Usage: node scripts/docs.mjs <folder>");

const files = (await readdir(source, { recursive: true })).map((file) =>
  file.replaceAll("\\", "/"),
);
const names = new Set(
  files.filter((file) => file.endsWith(".md")).map((file) => file.slice(0, -3)),
);
const pictures = new Set(files.filter((file) => /\.(svg|webp|png)$/.test(file)));
const used = new Set();
const sizes = new Map();

/** Where a link of the document `from` leads on the site. */
function resolver(from) {
  return (href) => {
    if (/^(https?:|mailto:|#)/.test(href)) return href;
    const [path = "", fragment] = href.split("#");
    if (path.startsWith("/")) return href;
    const file = posix.join(posix.dirname(from), path);
    if (pictures.has(file)) {
      used.add(file);
      return `/docs/${file}`;
    }
    const name = file.replace(/\.md$/, "");
    if (names.has(name)) return `/docs/${name}${fragment ? `#${fragment}` : ""}`;
    if (file === "../README.md") return "/docs/";
    console.warn(`docs/${from}.md: nothing on the site stands behind ${href}`);
    return undefined;
  };
}

/** Width and height of a picture, so that the page keeps its place while the picture loads. */
async function sizeOf(file) {
  const bytes = await readFile(`${source}${file}`);
  const box = file.endsWith(".svg") && bytes.toString().match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/);
  if (box) return [box[1], box[2]];
  // WebP (RFC 9649): a lossy picture carries its size in the frame header, an extended one in its own chunk.
  const kind = bytes.toString("latin1", 12, 16);
  if (kind === "VP8 ") return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (kind === "VP8X") return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  return [];
}

async function write(page, groups) {
  const file = join(target, `${page.name}.html`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, pageOf(page, groups));
}

function indexOf(groups) {
  const item = ({ name, title, summary }) =>
    `<li><a href="/docs/${name}"><strong>${escaped(title)}</strong><span>${escaped(summary)}</span></a></li>`;
  const parts = groups.map(
    ({ group, pages }) => `<h2>${group}</h2>\n<ul class="shelf">${pages.map(item).join("\n")}</ul>`,
  );
  return {
    name: "index",
    title: "Documentation",
    html: `<h1>Documentation</h1>\n${parts.join("\n")}\n`,
  };
}

/** The first plain sentence of a document says what it is about. */
function summaryOf(markdown) {
  const paragraph = markdown.split(/\n\s*\n/).find((part) => /^[A-Za-z*`]/.test(part)) ?? "";
  const text = paragraph.replace(/\s+/g, " ").replace(/\[([^\]]+)\]\([^)]*\)|[`*]/g, "$1");
  return text.match(/^.*?[.:](?=\s|$)/)?.[0].replace(/:$/, ".") ?? text;
}

for (const file of pictures) sizes.set(`/docs/${file}`, await sizeOf(file));

const pages = await Promise.all(
  [...names].sort().map(async (name) => {
    const markdown = await readFile(`${source}${name}.md`, "utf8");
    return { name, summary: summaryOf(markdown), ...render(markdown, resolver(name), sizes) };
  }),
);
const groups = arrange(pages);
const order = groups.flatMap((group) => group.pages);

await rm(target, { recursive: true, force: true });
for (const page of pages) {
  const at = order.indexOf(page);
  const neighbours = at < 0 ? {} : { before: order[at - 1], after: order[at + 1] };
  await write({ ...page, ...neighbours }, groups);
}
await write(indexOf(groups), groups);
if (names.has("codes")) {
  const errors = await errorCodes(await readFile(`${source}codes.md`, "utf8"), sdkErrors);
  await write(errorIndex(errors), groups);
  for (const error of errors) await write(errorPage(error), groups);
}
for (const file of used) await cp(`${source}${file}`, join(target, file));
