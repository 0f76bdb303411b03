import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { escaped } from "./markdown.mjs";

/**
 * Every code a page or a backend can meet: the server's from the tables of codes.md, which a test holds against the
 * enums, and those that the SDK finds itself.
 */
export async function errorCodes(codesDocument, sdkErrors) {
  const codes = new Map();
  for (const row of codesDocument.matchAll(
    /^\| `(\w+)` \| (\d+) \| (yes|no) \| (.+?) \| (.+?) \|$/gm,
  )) {
    const [, code, status, retry, what, todo] = row;
    codes.set(code, {
      code,
      status,
      retryable: retry === "yes",
      what,
      todo,
      close: [],
      from: "The server",
    });
  }
  for (const row of codesDocument.matchAll(/^\| (\d{4}) \| `(\w+)` \| (yes|no) \| (.+?) \|$/gm)) {
    const [, number, reason, back] = row;
    codes.get(reason)?.close.push({ number, back: back === "yes" });
  }
  for (const found of await sdkCodes(sdkErrors)) {
    const known = codes.get(found.code);
    codes.set(found.code, known ? { ...known, from: "The server or the SDK" } : found);
  }
  return [...codes.values()].sort((one, other) => one.code.localeCompare(other.code));
}

async function sdkCodes(file) {
  const { code } = await transform(await readFile(file, "utf8"), { loader: "ts", format: "esm" });
  const { clientErrorCodes, ConfabError } = await import(
    `data:text/javascript,${encodeURIComponent(code)}`
  );
  return clientErrorCodes.map((name) => {
    const { message, hint, retryable } = new ConfabError(name);
    return { code: name, retryable, what: message, todo: hint, close: [], from: "The SDK" };
  });
}

/** The page that `docs` of an error, and `type` of a problem, lead to. */
export function errorPage(error) {
  const { code, status, retryable, what, todo, close, from } = error;
  const facts = [
    ["Found by", from],
    ["Try again", retryable ? "The same request can succeed later" : "Not without a change"],
    ...(status ? [["HTTP status", status]] : []),
    ...close.map(({ number, back }) => [
      "Close code",
      `${number}, ${back ? "come back" : "final"}`,
    ]),
  ];
  const rows = facts.map(([term, text]) => `<div><dt>${term}</dt><dd>${escaped(text)}</dd></div>`);
  const html = `<p class="kicker">Error code</p>
<h1 class="code">${code}</h1>
<p class="lead">${prose(what)}</p>
<h2 id="what-to-do">What to do</h2>
<p>${prose(todo)}</p>
<dl class="facts">${rows.join("")}</dl>
<p><a href="/docs/codes">All codes, and how errors arrive</a></p>
`;
  return { name: `errors/${code}`, title: code, html };
}

const prose = (text) => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");

export function errorIndex(errors) {
  const item = ({ code, what }) =>
    `<li><a href="/docs/errors/${code}"><code>${code}</code></a><span>${prose(what)}</span></li>`;
  return {
    name: "errors/index",
    title: "Errors",
    html: `<h1>Errors</h1>\n<ul class="codes">${errors.map(item).join("\n")}</ul>\n`,
  };
}
