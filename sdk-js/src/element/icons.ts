/**
 * Shapes on a 24 px box, drawn with a 1.75 px round stroke: path data, `o x y r` for a circle, `r x y w h r` for a
 * rounded rectangle. A leading "*" marks a filled path.
 */
const shapes = {
  microphone: ["r 9 3.5 6 11 3", "M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3"],
  "microphone-off": [
    "M9 9v2.5a3 3 0 0 0 4.6 2.5M15 11.2V6.5a3 3 0 0 0-5.9-.7",
    "M5.5 11a6.5 6.5 0 0 0 10.6 5M18.5 11a6.4 6.4 0 0 1-.6 2.7M12 17.5v3M4 4l16 16",
  ],
  camera: ["r 3 6.5 12 11 2.5", "M15 10.8l4.4-2.6a.8.8 0 0 1 1.2.7v6.2a.8.8 0 0 1-1.2.7L15 13.2"],
  "camera-off": [
    "M9.6 6.5h2.9A2.5 2.5 0 0 1 15 9v1.8l4.4-2.6a.8.8 0 0 1 1.2.7v6.2a.8.8 0 0 1-1.2.7L15 13.2",
    "M14.7 16.2a2.5 2.5 0 0 1-2.2 1.3h-7A2.5 2.5 0 0 1 3 15V9a2.5 2.5 0 0 1 2.2-2.5M4 4l16 16",
  ],
  screen: ["r 3 4.5 18 12 2.5", "M12 13.5v-6M9.2 10L12 7.2l2.8 2.8M8.5 20h7"],
  leave: [
    "*M12 9.2c-2.6 0-5 .5-7 1.5-1.5.7-2.2 2-2 3.6l.1 1c.1.9 1 1.5 1.9 1.3l2.4-.5c.8-.2 1.3-.8 1.3-1.6v-1.3c1-.3 2.1-.5 3.3-.5s2.3.2 3.3.5v1.3c0 .8.5 1.4 1.3 1.6l2.4.5c.9.2 1.8-.4 1.9-1.3l.1-1c.2-1.6-.5-2.9-2-3.6-2-1-4.4-1.5-7-1.5Z",
  ],
  chat: [
    "M6.5 4.5h11a3 3 0 0 1 3 3V14a3 3 0 0 1-3 3h-4.8l-4.1 3.2a.5.5 0 0 1-.8-.4V17H6.5a3 3 0 0 1-3-3V7.5a3 3 0 0 1 3-3ZM8 9.2h8M8 12.4h5",
  ],
  invite: ["o 10 8 3.5", "M3.5 19.5c.4-3.3 3-5.5 6.5-5.5 1.4 0 2.7.4 3.8 1M18 14.5v6M15 17.5h6"],
  settings: ["o 15 7.5 2.5", "o 9 16.5 2.5", "M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20"],
  close: ["M6.5 6.5l11 11M17.5 6.5l-11 11"],
  check: ["M5 12.8l4.5 4.5L19 7.5"],
  copy: ["r 8.5 8.5 11 11 2", "M5.5 15.3a2 2 0 0 1-1-1.8v-7a2 2 0 0 1 2-2h7c.8 0 1.4.4 1.8 1"],
  send: ["M12 19V5.5M6.5 10.8L12 5.3l5.5 5.5"],
  warning: [
    "M10.6 5.3a1.6 1.6 0 0 1 2.8 0l7 12.2A1.6 1.6 0 0 1 19 20H5a1.6 1.6 0 0 1-1.4-2.5ZM12 10v4M12 17v.1",
  ],
  sound: [
    "M4.5 9.5h2.7L11 6.2c.6-.5 1.5-.1 1.5.7V17c0 .8-.9 1.2-1.5.7l-3.8-3.2H4.5a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z",
    "M15.8 9.2a4 4 0 0 1 0 5.6M18.4 6.6a7.7 7.7 0 0 1 0 10.8",
  ],
  wait: ["M12 3.5A8.5 8.5 0 1 1 3.5 12"],
  chevron: ["M7 10l5 5 5-5"],
} as const;

export type IconName = keyof typeof shapes;

const SVG = "http://www.w3.org/2000/svg";
const tags: Record<string, [tag: string, ...attributes: string[]]> = {
  o: ["circle", "cx", "cy", "r"],
  r: ["rect", "x", "y", "width", "height", "rx"],
};

function drawn(shape: string): SVGElement {
  const [kind = "", ...numbers] = shape.split(" ");
  const known = tags[kind];
  if (!known) {
    const path = document.createElementNS(SVG, "path");
    const filled = shape.startsWith("*");
    path.setAttribute("d", filled ? shape.slice(1) : shape);
    if (filled) path.setAttribute("class", "fill");
    return path;
  }
  const [tag, ...attributes] = known;
  const element = document.createElementNS(SVG, tag) as SVGElement;
  attributes.forEach((attribute, index) => {
    element.setAttribute(attribute, numbers[index] ?? "0");
  });
  return element;
}

/** A decorative icon: hidden from assistive technology, coloured by the text around it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.append(...shapes[name].map(drawn));
  return svg;
}
