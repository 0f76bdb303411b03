import { copyButton } from "/assets/copy.js";
import { showMarkup, snippetText } from "/assets/snippet.js";
import { Wire } from "/assets/wire.js";

const stage = document.getElementById("stage");
const second = document.getElementById("second");

/** This server's demo key; absent in production. */
async function demo() {
  const answer = await fetch("/demo/config.json").catch(() => undefined);
  return answer?.ok ? answer.json() : undefined;
}

/** The room in the address, so that the address bar itself is the invitation. */
function ownRoom(prefix) {
  const named = new URLSearchParams(location.hash.slice(1)).get("confab");
  if (named?.startsWith(prefix)) return named;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const room = prefix + Array.from(bytes, (byte) => "abcdefghjkmnpqrstuvwxyz23456789"[byte % 31]).join("");
  history.replaceState(null, "", `#confab=${room}`);
  return room;
}

function show(config) {
  const markup = snippetText({
    server: location.origin,
    key: config?.publishableKey ?? "cfb_pk_…",
    room: config?.room ?? "desk-{random}",
  });
  showMarkup(document.getElementById("snippet"), markup);
  copyButton(document.getElementById("copy-snippet"), () => markup);
}

function begin(config) {
  ownRoom(config.room.split("{")[0]);
  second.href = location.href;
  const call = document.createElement("confab-call");
  const wire = new Wire(document.getElementById("wire"));
  call.setAttribute("publishable-key", config.publishableKey);
  call.setAttribute("room", config.room);
  call.frameTap = (record) => wire.add(record);
  call.addEventListener("confab-joined", ({ detail }) => {
    wire.follow(detail.room);
    stage.scrollIntoView({ block: "nearest" });
  });
  call.addEventListener("confab-left", () => wire.rest());
  stage.replaceChildren(call);
}

function explain() {
  const box = document.createElement("div");
  box.className = "absent";
  const title = document.createElement("h2");
  title.textContent = "No demo on this server";
  const text = document.createElement("p");
  text.textContent =
    "In production a page needs a key of its own. Making one takes a minute, and you leave with the finished tag.";
  const link = document.createElement("a");
  link.className = "button";
  link.href = "/start";
  link.textContent = "Get a key";
  box.append(title, text, link);
  stage.replaceChildren(box);
  document.getElementById("wire").hidden = true;
  document.querySelector(".bar").hidden = true;
}

const config = await demo();
show(config);
if (config) begin(config);
else explain();
