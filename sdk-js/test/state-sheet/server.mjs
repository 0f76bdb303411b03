import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const types = {
  js: "text/javascript",
  mjs: "text/javascript",
  css: "text/css",
  html: "text/html",
  webp: "image/webp",
};

/** As strict as a site can be: what breaks here would break on somebody's page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Serves this folder and the bundled page script on a free port of the loopback address. */
export async function serve(script) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://sheet").pathname;
    const file = path === "/" ? "/page.html" : path;
    const type = types[file.split(".").pop()] ?? "text/plain";
    response.setHeader("Content-Type", `${type}; charset=utf-8`);
    response.setHeader("Content-Security-Policy", policy);
    if (file === "/favicon.ico") return response.writeHead(204).end();
    try {
      const inside = /^\/[\w./-]+$/.test(file) && !file.includes("..");
      response.end(
        file === "/page.js"
          ? script
          : await readFile(new URL(`.${inside ? file : "/-"}`, import.meta.url)),
      );
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
