const RANDOM = "{random}";
/** The part of the page's address that names a room; it never reaches a server. */
const FRAGMENT = "confab";
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Eleven letters without look-alikes: 55 random bits, short enough to read out. */
function randomPart(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(11));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** Whether `room` could have come from `pattern`, so that a link cannot lead into any other room. */
function fits(pattern: string, room: string): boolean {
  const [before = "", after = ""] = pattern.split(RANDOM);
  return (
    /^[A-Za-z0-9_-]{1,64}$/.test(room) &&
    room.startsWith(before) &&
    room.endsWith(after) &&
    room.length > before.length + after.length
  );
}

function remembered(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is a convenience: a page without it gets a new room after a reload.
  }
}

/**
 * The room for this visitor. `desk-{random}` gives each visitor a room of their own, kept over a reload of the tab;
 * a link made by {@link inviteLink} leads into the inviter's room.
 */
export function resolveRoom(pattern: string, address: string): string {
  if (!pattern.includes(RANDOM)) return pattern;
  const invited = new URLSearchParams(new URL(address).hash.slice(1)).get(FRAGMENT);
  if (invited && fits(pattern, invited)) return invited;
  const key = `confab-room:${pattern}`;
  const earlier = remembered(key);
  if (earlier && fits(pattern, earlier)) return earlier;
  const made = pattern.replace(RANDOM, randomPart());
  remember(key, made);
  return made;
}

/** The address that leads another visitor of this page into the same room. */
export function inviteLink(pattern: string, room: string, address: string): string {
  const url = new URL(address);
  if (!pattern.includes(RANDOM)) {
    url.hash = "";
    return url.href.replace(/#$/, "");
  }
  url.hash = new URLSearchParams({ [FRAGMENT]: room }).toString();
  return url.href;
}

/** The name this visitor used last in this tab. */
export const lastName = {
  read: (): string => remembered("confab-name") ?? "",
  write: (name: string): void => remember("confab-name", name),
};
