/** Hues far enough apart to tell nine people from each other; red is left to "leave". */
const HUES = [158, 38, 262, 205, 92, 318, 182, 62, 236, 348, 128, 290] as const;

/** The first letters of the first and the last word, in the writer's own script; "?" when there is none. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .trim()
    .split(/\s+/u)
    .filter(Boolean);
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last]
    .map((word) => (word === undefined ? "" : (Array.from(word)[0] ?? "")))
    .join("")
    .toLocaleUpperCase();
}

/** A hue in degrees that stays the same for the same identity on every screen (FNV-1a). */
export function hue(identity: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < identity.length; index += 1) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  return HUES[(hash >>> 0) % HUES.length] ?? HUES[0];
}
