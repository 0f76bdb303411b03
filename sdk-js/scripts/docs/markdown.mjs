import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import http from "highlight.js/lib/languages/http";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { Marked } from "marked";

const languages = {
  bash,
  css,
  http,
  ini,
  java,
  javascript,
  json,
  python,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

export const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The name of a heading in the address, as GitHub makes it, so that links work in both places. */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/<[^>]+>|[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

/**
 * Turns one document into HTML. `resolve(href)` answers the address of a link, or undefined for one that leads
 * nowhere on the site; its words then stay as text. HTML in a document is shown, never obeyed.
 */
export function render(markdown, resolve, sizes) {
  const headings = [];
  const marked = new Marked({ renderer: renderer(headings, resolve, sizes) });
  const html = marked.parse(markdown, { gfm: true });
  return { html, headings, title: headings.find(({ depth }) => depth === 1)?.text ?? "" };
}

function renderer(headings, resolve, sizes) {
  const taken = new Map();
  return {
    heading({ tokens, depth, text }) {
      const base = slug(text);
      const times = taken.get(base) ?? 0;
      taken.set(base, times + 1);
      const id = times === 0 ? base : `${base}-${times}`;
      const inner = this.parser.parseInline(tokens);
      headings.push({ depth, id, text: text.replace(/[`*]/g, "") });
      if (depth === 1) return `<h1>${inner}</h1>\n`;
      return `<h${depth} id="${escaped(id)}"><a href="#${escaped(id)}">${inner}</a></h${depth}>\n`;
    },
    code({ text, lang }) {
      const name = hljs.getLanguage(lang ?? "")?.name && lang;
      const inner = name ? hljs.highlight(text, { language: name }).value : escaped(text);
      return `<div class="snippet"><pre tabindex="0"><code>${inner}</code></pre></div>\n`;
    },
    table(token) {
      const cell = (tag) => (one) => `<${tag}>${this.parser.parseInline(one.tokens)}</${tag}>`;
      const head = token.header.map(cell("th")).join("");
      const body = token.rows.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("\n");
      return `<div class="table" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      const address = resolve(href);
      return address === undefined ? inner : `<a href="${escaped(address)}">${inner}</a>`;
    },
    image({ href, text }) {
      const address = resolve(href);
      if (address === undefined) return escaped(text);
      const [width, height] = sizes.get(address) ?? [];
      const size = width ? ` width="${width}" height="${height}"` : "";
      return `<img src="${escaped(address)}" alt="${escaped(text)}"${size} loading="lazy">`;
    },
    html: ({ text }) => escaped(text),
  };
}
