const MOST = 400;
const SVG = "http://www.w3.org/2000/svg";
const halves = { in: "M1 1a7 7 0 0 1 0 14Z", out: "M8 1a7 7 0 0 0 0 14Z" };

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What a frame is about, in a few words. */
const gists = {
  hello: (frame) => frame.sdk,
  welcome: (frame) => frame.identity,
  join: (frame) => frame.room,
  joined: (frame) => `${plural(frame.participants.length, "other")}, ${frame.missed ?? 0} missed`,
  left: (frame) => frame.reason,
  signal: (frame) => signalGist(frame.payload),
  presence: (frame) =>
    ["joined", "updated", "left"].flatMap((key) => (frame[key] ? [`${frame[key].length} ${key}`] : [])).join(", "),
  event: (frame) => `#${frame.event.seq} ${frame.event.type}`,
  update: (frame) => (frame.tracks ? plural(frame.tracks.length, "track") : ""),
  "chat.send": (frame) => `${frame.text.length} characters`,
  history: (frame) => `limit ${frame.limit ?? 50}`,
  heartbeat: (frame) => Object.values(frame.heads ?? {}).map((seq) => `head ${seq}`).join(", "),
  ok: (frame) => `to ${frame.id}`,
  error: (frame) => frame.code,
  data: (frame) => frame.label,
  skip: (frame) => `to #${frame.seq}`,
};

function signalGist(payload) {
  if (payload?.kind === "description") return payload.description?.type;
  if (payload?.kind === "candidates") return plural(payload.candidates?.length, "candidate");
  return payload?.kind;
}

/** Folds what is long and hides what is secret. The SDK masks tokens already; this is the second lock on the door. */
function folded(key, value) {
  if (typeof value !== "string") return value;
  if (key === "sdp") return `‹session description, ${value.split("\n").length} lines›`;
  if (/token|ticket|credential|password/i.test(key)) return "••••••";
  return value.length > 400 ? `${value.slice(0, 400)}… ‹${value.length} characters›` : value;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function half(direction) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 9 16");
  svg.setAttribute("class", direction);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", direction === "in" ? "from the server" : "to the server");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", halves[direction]);
  svg.append(path);
  return svg;
}

/** The drawer that shows frames as they pass, the last seq, and the path that the media takes. */
export class Wire {
  #list;
  #empty;
  #seq;
  #count;
  #path;
  #frames = 0;
  #last;
  #room;
  #timer;

  constructor(drawer) {
    this.#list = drawer.querySelector("ol");
    this.#empty = drawer.querySelector(".quiet");
    [this.#seq, this.#count, this.#path] = drawer.querySelectorAll("dd");
  }

  add({ direction, frame, at }) {
    this.#frames += 1;
    this.#count.textContent = String(this.#frames);
    this.#empty.hidden = true;
    const reading = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight > 40;
    if (!this.#repeats(direction, frame)) this.#append(direction, frame, at);
    if (!reading) this.#list.scrollTop = this.#list.scrollHeight;
    if (this.#room) this.#seq.textContent = String(this.#room.lastSeq);
  }

  follow(room) {
    this.#room = room;
    this.#seq.textContent = String(room.lastSeq);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#measure(), 2000);
    this.#measure();
  }

  rest() {
    clearInterval(this.#timer);
    this.#room = undefined;
    this.#path.textContent = "–";
  }

  /** Heartbeats in a row are one line that counts. */
  #repeats(direction, frame) {
    const same = frame.type === "heartbeat" && this.#last?.type === "heartbeat";
    if (!same) {
      this.#last = { type: frame.type, times: 1 };
      return false;
    }
    this.#last.times += 1;
    const row = this.#list.lastElementChild;
    row.querySelector(".times").textContent = `× ${this.#last.times}`;
    row.querySelector(".gist").textContent = gists.heartbeat(frame);
    row.querySelector("pre").textContent = JSON.stringify(frame, folded, 2);
    return true;
  }

  #append(direction, frame, at) {
    const row = element("li");
    const details = element("details", "frame");
    const summary = element("summary");
    let gist = "";
    try {
      gist = gists[frame.type]?.(frame) ?? "";
    } catch {
      // A frame of a later server may lack what the gist speaks of.
    }
    summary.append(
      half(direction),
      element("span", "type", frame.type),
      element("span", "gist", gist),
      element("span", "times", at.toLocaleTimeString([], { hour12: false })),
    );
    details.append(summary, element("pre", "", JSON.stringify(frame, folded, 2)));
    row.append(details);
    this.#list.append(row);
    while (this.#list.children.length > MOST) this.#list.firstElementChild.remove();
  }

  /** The selected pair towards the first participant that has one. */
  async #measure() {
    const room = this.#room;
    for (const participant of room?.participants.values() ?? []) {
      const pair = await room.candidatePair(participant.id).catch(() => undefined);
      if (!pair || room !== this.#room) continue;
      const time = pair.roundTripMs === undefined ? "" : ` · ${pair.roundTripMs} ms`;
      this.#path.textContent = `${pair.local.type} ${pair.local.protocol} ↔ ${pair.remote.type}${time}`;
      return;
    }
    if (room === this.#room) this.#path.textContent = room?.participants.size ? "connecting" : "–";
  }
}
