/** Path data on a 24 px box, drawn with a 1.75 px round stroke. A leading "*" marks a filled shape. */
const paths = {
  microphone: [
    "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3Z",
    "M5.5 11a6.5 6.5 0 0 0 13 0",
    "M12 17.5v3",
  ],
  "microphone-off": [
    "M9 9v2.5a3 3 0 0 0 4.6 2.5",
    "M15 11.2V6.5a3 3 0 0 0-5.9-.7",
    "M5.5 11a6.5 6.5 0 0 0 10.6 5",
    "M18.5 11a6.4 6.4 0 0 1-.6 2.7",
    "M12 17.5v3",
    "M4 4l16 16",
  ],
  camera: [
    "M5.5 6.5h7a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 3 15V9a2.5 2.5 0 0 1 2.5-2.5Z",
    "M15 10.8l4.4-2.6a.8.8 0 0 1 1.2.7v6.2a.8.8 0 0 1-1.2.7L15 13.2",
  ],
  "camera-off": [
    "M9.6 6.5h2.9A2.5 2.5 0 0 1 15 9v2.6",
    "M15 13.2l4.4 2.6a.8.8 0 0 0 1.2-.7V8.9a.8.8 0 0 0-1.2-.7L15 10.8",
    "M14.7 16.2a2.5 2.5 0 0 1-2.2 1.3h-7A2.5 2.5 0 0 1 3 15V9a2.5 2.5 0 0 1 2.2-2.5",
    "M4 4l16 16",
  ],
  screen: [
    "M5.5 4.5h13A2.5 2.5 0 0 1 21 7v7a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 14V7a2.5 2.5 0 0 1 2.5-2.5Z",
    "M12 13.5v-6",
    "M9.2 10L12 7.2l2.8 2.8",
    "M8.5 20h7",
  ],
  "screen-stop": [
    "M5.5 4.5h13A2.5 2.5 0 0 1 21 7v7a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 14V7a2.5 2.5 0 0 1 2.5-2.5Z",
    "M9.8 8.3l4.4 4.4",
    "M14.2 8.3l-4.4 4.4",
    "M8.5 20h7",
  ],
  leave: [
    "*M12 9.2c-2.6 0-5 .5-7 1.5-1.5.7-2.2 2-2 3.6l.1 1c.1.9 1 1.5 1.9 1.3l2.4-.5c.8-.2 1.3-.8 1.3-1.6v-1.3c1-.3 2.1-.5 3.3-.5s2.3.2 3.3.5v1.3c0 .8.5 1.4 1.3 1.6l2.4.5c.9.2 1.8-.4 1.9-1.3l.1-1c.2-1.6-.5-2.9-2-3.6-2-1-4.4-1.5-7-1.5Z",
  ],
  chat: [
    "M6.5 4.5h11A3 3 0 0 1 20.5 7.5v6.5a3 3 0 0 1-3 3h-4.8L8.6 20.2a.5.5 0 0 1-.8-.4V17H6.5a3 3 0 0 1-3-3V7.5a3 3 0 0 1 3-3Z",
    "M8 9.2h8",
    "M8 12.4h5",
  ],
  invite: [
    "M10 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z",
    "M3.5 19.5c.4-3.3 3-5.5 6.5-5.5 1.4 0 2.7.4 3.8 1",
    "M18 14.5v6",
    "M15 17.5h6",
  ],
  settings: [
    "M4 7.5h8.5",
    "M17.5 7.5H20",
    "M15 5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
    "M4 16.5h2.5",
    "M11.5 16.5H20",
    "M9 14a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
  ],
  close: ["M6.5 6.5l11 11", "M17.5 6.5l-11 11"],
  check: ["M5 12.8l4.5 4.5L19 7.5"],
  copy: [
    "M10.5 8.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z",
    "M5.5 15.3a2 2 0 0 1-1-1.8v-7a2 2 0 0 1 2-2h7c.8 0 1.4.4 1.8 1",
  ],
  send: ["M12 19V5.5", "M6.5 10.8L12 5.3l5.5 5.5"],
  warning: [
    "M12 4.5c.6 0 1.1.3 1.4.8l7 12.2c.6 1.1-.1 2.5-1.4 2.5H5c-1.3 0-2-1.4-1.4-2.5l7-12.2c.3-.5.8-.8 1.4-.8Z",
    "M12 10v4",
    "M12 16.9v.1",
  ],
  info: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z", "M12 11.3v4.7", "M12 8v.1"],
  sound: [
    "M4.5 9.5h2.7L11 6.2c.6-.5 1.5-.1 1.5.7v10.2c0 .8-.9 1.2-1.5.7l-3.8-3.3H4.5a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z",
    "M15.8 9.2a4 4 0 0 1 0 5.6",
    "M18.4 6.6a7.7 7.7 0 0 1 0 10.8",
  ],
  wait: ["M12 3.5a8.5 8.5 0 1 1-8.5 8.5"],
  chevron: ["M7 10l5 5 5-5"],
  docs: [
    "M9 15L18.5 5.5",
    "M12 5h7v7",
    "M18 14v4a2 2 0 0 1-2 2H6.5a2 2 0 0 1-2-2V8.5a2 2 0 0 1 2-2H10",
  ],
} as const;

export type IconName = keyof typeof paths;

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon: hidden from assistive technology, coloured by the text around it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  for (const data of paths[name]) {
    const path = document.createElementNS(SVG, "path");
    const filled = data.startsWith("*");
    path.setAttribute("d", filled ? data.slice(1) : data);
    if (filled) path.setAttribute("class", "fill");
    svg.append(path);
  }
  return svg;
}
