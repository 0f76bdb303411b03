import { copyButton } from "/assets/copy.js";
import { showMarkup, snippetText } from "/assets/snippet.js";

const at = (id) => document.getElementById(id);
const form = at("form");
/** Where the refused field of a request stands in the form. */
const fields = { name: "name", origins: "origins", rooms: "room" };
let bearer = "";
let markup = "";
/** The tenant made for a key that was then refused: the next attempt is for the same one. */
let begun;
/** What makes the secret key of the tenant on show. */
let backend;

class Refusal extends Error {
  constructor({ detail, title, code, errors, path }) {
    // The field stands beside its fault, so its path need not lead the sentence.
    super((detail ?? title ?? "The server refused this without a reason.").replace(/^[a-z]\w*(\[\d+\]|\.\w+)*: /i, ""));
    this.code = code;
    this.path = path ?? errors?.[0]?.path ?? "";
  }
}

/** One request to this server; a problem becomes a Refusal with the server's own sentence. */
async function post(path, body, headers = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refusal({ detail: "The server does not answer. Is it still running?" });
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(said);
  return said;
}

/** A one-time code in the address opens the page without the operator key. It leaves the address at once. */
async function useStartLink() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!code) return;
  history.replaceState(null, "", location.pathname);
  try {
    const { token } = await post("/v1/start-links/exchange", { code });
    bearer = token;
    at("key-field").hidden = true;
    at("signed").hidden = false;
  } catch (refusal) {
    fault("operator-key", `${refusal.message} ./run prints one at each start; the operator key opens this page as well.`);
  }
}

function fault(field, text) {
  const place = at(`${field}-fault`);
  place.textContent = text;
  place.hidden = false;
  const input = at(field);
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-errormessage", place.id);
}

function clearFaults() {
  for (const place of form.querySelectorAll(".fault")) place.hidden = true;
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** The address of a page as its origin, or undefined for what is no address. On this machine pages come without TLS. */
function originOf(line) {
  const near = /^(localhost|127\.[\d.]+|\[::1\])(:|\/|$)/i.test(line);
  try {
    const { protocol, origin } = new URL(line.includes("://") ? line : `${near ? "http" : "https"}://${line}`);
    return protocol === "https:" || protocol === "http:" ? origin : undefined;
  } catch {
    return undefined;
  }
}

const rooms = () => form.elements.rooms.value;

/** What the form says, or undefined after marking what is missing. */
function read() {
  clearFaults();
  const lines = at("origins").value.split(/[\s,]+/).filter(Boolean);
  const origins = lines.map(originOf);
  const room = at("room").value.trim();
  const development = at("development").checked;
  const operatorKey = at("operator-key").value.trim();
  if (!bearer && !operatorKey) fault("operator-key", "Type the operator key, or open the link that the server prints at its start.");
  if (!at("name").value.trim()) fault("name", "Give it a name you will know it by.");
  const wrong = lines.find((_, index) => !origins[index]);
  if (wrong) fault("origins", `“${wrong}” is not the address of a page. It looks like https://shop.example.`);
  else if (origins.length === 0 && !development) fault("origins", "List at least one page, or allow those on this machine.");
  if (!/^[A-Za-z0-9_-]{1,48}$/.test(room)) fault("room", "Letters, digits, - and _ only.");
  const first = form.querySelector('[aria-invalid="true"]');
  first?.focus();
  if (first) return undefined;
  return { name: at("name").value.trim(), origins: [...new Set(origins)], room, development, operatorKey };
}

async function make({ name, origins, room, development, operatorKey }) {
  const authorization = { Authorization: `Bearer ${bearer || operatorKey}` };
  const each = rooms() === "each";
  if (begun?.name !== name || begun.development !== development) {
    begun = { name, development, tenant: await post("/v1/tenants", { name, development }, authorization) };
  }
  const { tenant } = begun;
  const forTenant = { ...authorization, "Confab-Tenant": tenant.id };
  const key = await post(
    "/v1/api-keys",
    {
      kind: "publishable",
      name: `${name} pages`,
      origins,
      development,
      rooms: [{ match: each ? `${room}*` : room }],
    },
    forTenant,
  );
  begun = undefined;
  backend = async () => {
    const secret = await post("/v1/api-keys", { kind: "secret", name: `${name} backend` }, forTenant);
    return { CONFAB_URL: location.origin, CONFAB_TENANT: tenant.id, CONFAB_SECRET_KEY: secret.key };
  };
  return { tenant, key, room: each ? `${room}{random}` : room, each };
}

function show({ tenant, key, room, each }) {
  markup = snippetText({ server: location.origin, key: key.key, room });
  showMarkup(at("snippet"), markup);
  const nearby = key.development ? ["this machine and your own network"] : [];
  at("works-on").textContent = [...(key.origins ?? []), ...nearby].join(", ");
  at("opens").textContent = each ? `a room of its own for each visitor, named ${room.replace("{random}", "…")}` : `the room ${room}`;
  at("key").textContent = key.key;
  at("tenant").textContent = tenant.id;
  const socket = location.origin.replace(/^http/, "ws");
  at("csp").textContent = `script-src ${location.origin}; connect-src ${location.origin} ${socket}`;
  at("secret").hidden = true;
  at("make-secret").hidden = false;
  at("secret-fault").hidden = true;
  form.hidden = true;
  at("done").hidden = false;
  at("done").focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = read();
  if (!wanted) return;
  at("make").disabled = true;
  try {
    show(await make(wanted));
  } catch (refusal) {
    const field = fields[String(refusal.path).split(/[.[]/)[0]] ?? "form";
    fault(refusal.code === "unauthorized" && !bearer ? "operator-key" : field, refusal.message);
  }
  at("make").disabled = false;
});

form.addEventListener("change", () => {
  const each = rooms() === "each";
  at("room-label").textContent = each ? "Rooms begin with" : "The room is called";
  if (["desk-", "lobby"].includes(at("room").value)) at("room").value = each ? "desk-" : "lobby";
});

at("another").addEventListener("click", () => {
  form.hidden = false;
  at("done").hidden = true;
  at("name").focus();
});

at("make-secret").addEventListener("click", async () => {
  at("make-secret").disabled = true;
  try {
    const lines = Object.entries(await backend()).map(([name, value]) => `export ${name}='${value}'`);
    at("environment").textContent = lines.join("\n");
    at("make-secret").hidden = true;
    at("secret").hidden = false;
  } catch (refusal) {
    fault("secret", refusal.message);
  }
  at("make-secret").disabled = false;
});

copyButton(at("copy-snippet"), () => markup);
copyButton(at("copy-secret"), () => at("environment").textContent);
await useStartLink();
