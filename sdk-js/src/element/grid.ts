/** Where one tile lies inside the stage, in CSS pixels. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Stage {
  width: number;
  height: number;
  gap: number;
}

/** A face crops well between these; past them a tile would look like a strip. */
const NARROWEST = 3 / 4;
const WIDEST = 16 / 9;

interface Shape {
  columns: number;
  rows: number;
  width: number;
  height: number;
  score: number;
}

function shape(count: number, columns: number, stage: Stage): Shape {
  const rows = Math.ceil(count / columns);
  const freeWidth = Math.max(1, (stage.width - stage.gap * (columns - 1)) / columns);
  const freeHeight = Math.max(1, (stage.height - stage.gap * (rows - 1)) / rows);
  const width = Math.min(freeWidth, freeHeight * WIDEST);
  const height = Math.min(freeHeight, freeWidth / NARROWEST);
  // Empty cells cost a little: a full rectangle is calmer than a slightly larger ragged one.
  const full = count / (columns * rows);
  return { columns, rows, width, height, score: width * height * Math.sqrt(full) };
}

/**
 * Lays `count` equal tiles into the stage: the shape with the largest tiles wins, rows differ by at most one tile,
 * and a shorter row is centred, so that every number of people looks composed.
 */
export function grid(count: number, stage: Stage): Place[] {
  if (count <= 0) return [];
  let best = shape(count, 1, stage);
  for (let columns = 2; columns <= count; columns += 1) {
    const next = shape(count, columns, stage);
    if (next.score > best.score) best = next;
  }
  return place(count, best, stage);
}

function place(count: number, best: Shape, stage: Stage): Place[] {
  const top = (stage.height - best.rows * best.height - (best.rows - 1) * stage.gap) / 2;
  const places: Place[] = [];
  for (let row = 0; row < best.rows; row += 1) {
    const left = count - places.length;
    const inRow = Math.ceil(left / (best.rows - row));
    const used = inRow * best.width + (inRow - 1) * stage.gap;
    for (let column = 0; column < inRow; column += 1) {
      places.push({
        x: (stage.width - used) / 2 + column * (best.width + stage.gap),
        y: top + row * (best.height + stage.gap),
        width: best.width,
        height: best.height,
      });
    }
  }
  return places;
}

/** How a shared screen is usually shaped. */
const SCREEN = 16 / 10;
/** What the people keep beside a shared screen on a wide stage: a share of its width, within bounds. */
const STRIP = { share: 0.2, least: 148, most: 280 };

/**
 * One large place for a shared screen (first in the answer) and a grid of `count` people: beside the screen on a wide
 * stage, under it on a tall one.
 */
export function focus(count: number, stage: Stage): Place[] {
  const { width, height, gap } = stage;
  if (count === 0) return [{ x: 0, y: 0, width, height }];
  if (width > height * 1.15) {
    const strip = Math.min(STRIP.most, Math.max(STRIP.least, width * STRIP.share));
    const main = width - strip - gap;
    return [{ x: 0, y: 0, width: main, height }, ...beside(count, strip, stage, main + gap)];
  }
  const least = count > 2 ? 0.42 : 0.6;
  const main = Math.min(height * 0.66, Math.max(height * least, width / SCREEN));
  const rest = grid(count, { width, height: height - main - gap, gap });
  const below = rest.map((place) => ({ ...place, y: place.y + main + gap }));
  return [{ x: 0, y: 0, width, height: main }, ...below];
}

function beside(count: number, strip: number, { height, gap }: Stage, x: number): Place[] {
  return grid(count, { width: strip, height, gap }).map((place) => ({ ...place, x: place.x + x }));
}
