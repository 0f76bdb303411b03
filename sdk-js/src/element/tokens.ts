/**
 * The one home of type scale, spacing, colour, motion and focus. Every value a page may change reads a public
 * `--confab-…` property first; everything else in the component uses only the private `--c-…` names made here.
 */

const light = {
  room: "#f3f3ef",
  surface: "#ffffff",
  field: "#f7f7f4",
  line: "rgb(18 32 26 / 0.11)",
  edge: "rgb(18 32 26 / 0.46)",
  ink: "#14201b",
  quiet: "#44514b",
  faint: "#5f6b65",
  accent: "#0b6b53",
  "on-accent": "#ffffff",
  "accent-soft": "#dcefe6",
  second: "#efa351",
  danger: "#c6322d",
  "on-danger": "#ffffff",
  "danger-ink": "#b92c27",
  "danger-soft": "#fbe6e3",
  warn: "#7d5200",
  "warn-soft": "#fbefd3",
  speaking: "#12a07a",
  screen: "#dfe2db",
} as const;

type Colour = keyof typeof light;

const dark: Record<Colour, string> = {
  room: "#0f1311",
  surface: "#191e1b",
  field: "#222825",
  line: "rgb(232 242 237 / 0.11)",
  edge: "rgb(232 242 237 / 0.48)",
  ink: "#edf2ef",
  quiet: "#bac4bf",
  faint: "#94a09a",
  accent: "#63d2af",
  "on-accent": "#05231a",
  "accent-soft": "#17372c",
  second: "#f0b06a",
  danger: "#d5423c",
  "on-danger": "#ffffff",
  "danger-ink": "#ff9c95",
  "danger-soft": "#43201e",
  warn: "#f2c778",
  "warn-soft": "#3a2e16",
  speaking: "#54d6ae",
  screen: "#050706",
};

const colours = (table: Record<Colour, string>, shade: string) =>
  Object.entries(table)
    .map(([name, value]) => `--c-${name}: var(--confab-${name}, ${value});`)
    .join("") + shade;

const lightShade =
  "--c-shadow: 0 1px 2px rgb(18 32 26 / 0.06), 0 8px 24px -8px rgb(18 32 26 / 0.16);" +
  "--c-tone: 0.9 0.03; --c-disc: 0.5 0.085; color-scheme: light;";
const darkShade =
  "--c-shadow: 0 1px 2px rgb(0 0 0 / 0.4), 0 12px 32px -8px rgb(0 0 0 / 0.6);" +
  "--c-tone: 0.285 0.026; --c-disc: 0.54 0.088; color-scheme: dark;";

const scale = `
  --c-font: var(--confab-font, Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  --c-text: var(--confab-font-size, 15px);
  --c-text-s: calc(var(--c-text) * 0.8667);
  --c-text-xs: calc(var(--c-text) * 0.8);
  --c-text-l: calc(var(--c-text) * 1.1333);
  --c-title: calc(var(--c-text) * 1.6);
  --c-display: calc(var(--c-text) * 2.1333);
  --c-1: 4px; --c-2: 8px; --c-3: 12px; --c-4: 16px; --c-5: 20px; --c-6: 24px; --c-8: 32px;
  --c-radius: var(--confab-radius, 20px);
  --c-radius-tile: var(--confab-tile-radius, 16px);
  --c-radius-control: var(--confab-control-radius, 14px);
  --c-target: 48px;
  --c-gap: var(--confab-gap, 8px);
  --c-quick: 120ms; --c-calm: 200ms; --c-ease: cubic-bezier(0.2, 0.8, 0.2, 1);
`;

export const tokens = `
:host { ${scale} ${colours(light, lightShade)} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${colours(dark, darkShade)} } }
:host([theme="dark"]) { ${colours(dark, darkShade)} }
@media (prefers-reduced-motion: reduce) { :host { --c-quick: 0ms; --c-calm: 0ms; } }
@media (pointer: fine) { :host { --c-target: 44px; } }
`;
