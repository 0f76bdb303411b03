import type { Ending } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";

/** A half disc facing right or left: one of the two people of Confab's mark. */
type Half = readonly [
  x: number,
  y: number,
  radius: number,
  side: 1 | -1,
  tone: "first" | "second" | "pale",
];

/** Two facing half discs are a conversation; each ending arranges them its own way. */
const figures: Record<Ending["figure"], readonly Half[]> = {
  parted: [
    [34, 44, 24, -1, "first"],
    [110, 54, 24, 1, "second"],
  ],
  closed: [
    [69, 46, 26, -1, "pale"],
    [75, 46, 26, 1, "pale"],
  ],
  full: [
    [32, 36, 17, -1, "first"],
    [38, 44, 17, 1, "second"],
    [72, 50, 17, -1, "second"],
    [78, 42, 17, 1, "first"],
    [112, 36, 17, -1, "first"],
    [118, 44, 17, 1, "second"],
  ],
  fault: [
    [62, 38, 24, -1, "first"],
    [84, 60, 24, 1, "pale"],
  ],
};

/** A small drawing in the two colours of the theme. */
export function figure(name: Ending["figure"]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 144 96");
  for (const [x, y, radius, side, tone] of figures[name]) {
    const half = document.createElementNS(SVG, "path");
    const sweep = side === 1 ? 1 : 0;
    half.setAttribute("d", `M${x} ${y - radius}a${radius} ${radius} 0 0 ${sweep} 0 ${2 * radius}Z`);
    half.setAttribute("class", tone);
    svg.append(half);
  }
  return svg;
}
