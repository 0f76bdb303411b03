import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where a site loads the component from. */
export interface Script {
  src: string;
  integrity: string;
}

/**
 * The web site of a customer: any path is a page with the component, its attributes taken from the
 * query, or what the query has as `html`. Every name in `*.localhost` is a secure page, every one in `*.test` is not.
 */
export class Site {
  readonly #http: Server;

  private constructor(http: Server) {
    this.#http = http;
  }

  static async open(): Promise<Site> {
    const http = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? "/", "http://site");
      const { script, html = "", ...attributes } = Object.fromEntries(searchParams);
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (!script) {
        response.end(html);
        return;
      }
      const { src, integrity }: Script = JSON.parse(script);
      const servers = [new URL(attributes.server ?? src).origin, new URL(src).origin];
      response.setHeader("Content-Security-Policy", policy([...new Set(servers)]));
      response.end(page({ src, integrity }, attributes));
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return new Site(http);
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

/** The strictest policy a page with a call can have: two lines for Confab, nothing for anybody else. */
function policy(servers: string[]): string {
  const sockets = servers.map((server) => server.replace(/^http/, "ws"));
  return [
    "default-src 'none'",
    `script-src ${servers.join(" ")}`,
    `connect-src ${[...servers, ...sockets].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function page({ src, integrity }: Script, attributes: Record<string, string>): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A shop</title>
<script src="${src}" integrity="${integrity}" crossorigin="anonymous" async></script>
<confab-call${given.join("")}></confab-call>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
