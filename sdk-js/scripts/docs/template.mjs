import { escaped } from "./markdown.mjs";

const MARK =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><path class="mark-first" d="M15 3.5a11 11 0 0 0 0 22Z"/><path class="mark-second" d="M17 6.5a11 11 0 0 1 0 22Z"/></svg>';

const address = (name) => (name === "index" ? "/docs/" : `/docs/${name}`);

/** A whole page around a document. Nothing in it is inline: it lives under the strictest policy. */
export function pageOf({ name, title, html, headings = [], before, after }, groups) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · Confab</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="preload" href="/assets/fonts/instrument-sans.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/site.css">
<link rel="stylesheet" href="/assets/docs.css">
<script src="/assets/docs.js" type="module"></script>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header class="wide top"><a class="brand" href="/">${MARK}Confab</a><nav aria-label="Main"><a href="/docs/" aria-current="true">Docs</a><a href="/start">Get a key</a></nav></header>
<div class="wide page">
<nav class="map" aria-label="Documentation"><a class="unfold" href="/docs/">Contents</a><div id="map">${mapOf(groups, name)}</div></nav>
<main id="text" class="text" tabindex="-1">
${html}${neighbours(before, after)}</main>
${outline(headings)}
</div>
<footer class="foot"><div class="wide"><span>Served by this Confab.</span><a href="/docs/">Documentation</a><a href="/docs/codes">Error codes</a></div></footer>
</body>
</html>
`;
}

function mapOf(groups, current) {
  const mark = (name) => {
    if (name === current) return ' aria-current="page"';
    return name === "codes" && current.startsWith("errors/") ? ' aria-current="true"' : "";
  };
  const item = ({ name, title }) =>
    `<li><a href="${address(name)}"${mark(name)}>${escaped(title)}</a></li>`;
  return groups
    .map(({ group, pages }) => `<h2>${group}</h2><ul>${pages.map(item).join("")}</ul>`)
    .join("\n");
}

function outline(headings) {
  const second = headings.filter(({ depth }) => depth === 2);
  if (second.length < 3) return "";
  const items = second.map(
    ({ id, text }) => `<li><a href="#${escaped(id)}">${escaped(text)}</a></li>`,
  );
  return `<nav class="outline" aria-label="On this page"><h2>On this page</h2><ul>${items.join("")}</ul></nav>`;
}

function neighbours(before, after) {
  const link = (page, word) =>
    page
      ? `<a href="${address(page.name)}"><span>${word}</span>${escaped(page.title)}</a>`
      : "<span></span>";
  if (!before && !after) return "";
  return `<nav class="onward" aria-label="Onward">${link(before, "Before")}${link(after, "Next")}</nav>\n`;
}
