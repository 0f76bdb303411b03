/** What every part shares: the frame, text, buttons, fields, focus. */
export const baseStyles = `
:host {
  display: block; position: relative; inline-size: 100%; block-size: 100%; min-block-size: min(600px, 100dvh);
  overflow: hidden; border-radius: var(--c-radius); background: var(--c-room); color: var(--c-ink);
  font: 400 var(--c-text)/1.5 var(--c-font); font-synthesis: none; text-align: start;
  -webkit-font-smoothing: antialiased;
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.call { position: absolute; inset: 0; container: call / size; isolation: isolate; }
.spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2, p { margin: 0; }
.title { font-size: var(--c-title); font-weight: 600; line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; }
.lead { color: var(--c-quiet); overflow-wrap: anywhere; }
.heading { display: grid; gap: var(--c-2); }
.hint { color: var(--c-faint); font-size: var(--c-text-s); }
a { color: var(--c-accent); text-underline-offset: 2px; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--c-accent); outline-offset: 2px; }
.title:focus-visible { outline: none; }

.icon { flex: none; inline-size: 22px; block-size: 22px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.icon .fill { fill: currentColor; stroke: none; }
.icon-wait { animation: turn 1.1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes appear { from { opacity: 0; } }
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }

button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: var(--c-2); min-block-size: var(--c-target);
  padding: 0 var(--c-4); border: 1px solid transparent; border-radius: var(--c-radius-control);
  background: var(--c-field); font-weight: 550; white-space: nowrap; cursor: pointer; -webkit-tap-highlight-color: transparent;
  transition: background-color var(--c-quick), filter var(--c-quick), transform var(--c-quick) var(--c-ease);
}
.button:active:not(:disabled) { transform: scale(0.98); }
.button:disabled { cursor: default; opacity: 0.5; }
.button[aria-busy] { opacity: 0.75; }
.button.primary { background: var(--c-accent); color: var(--c-on-accent); }
.button.large { min-block-size: 52px; padding: 0 var(--c-6); font-size: var(--c-text-l); }
.button.small { min-block-size: 36px; padding: 0 var(--c-3); border-radius: 10px; font-size: var(--c-text-s); }
.button.round { inline-size: var(--c-target); padding: 0; flex: none; }
.button.round.small { inline-size: 36px; }
.button.quiet { background: transparent; color: var(--c-quiet); }
.button.link { min-block-size: 0; padding: 0; background: none; color: var(--c-accent); font-weight: 500; text-decoration: underline; text-underline-offset: 2px; }
@media (hover: hover) {
  .button:hover:not(:disabled) { filter: brightness(0.97); }
  .button.primary:hover:not(:disabled) { filter: brightness(1.1); }
  .button.quiet:hover { background: var(--c-field); filter: none; }
}
@media (pointer: coarse) { .button.small { min-block-size: 44px; } .button.round.small { inline-size: 44px; } }

input, textarea, select {
  inline-size: 100%; min-inline-size: 0; min-block-size: var(--c-target); margin: 0; padding: 0 var(--c-3);
  border: 1px solid var(--c-line); border-radius: var(--c-radius-control); background: var(--c-surface); appearance: none;
  transition: border-color var(--c-quick);
}
input::placeholder, textarea::placeholder { color: var(--c-faint); opacity: 1; }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline-offset: -1px; border-color: transparent; }
/* Below 16 px a phone zooms into the field it focuses. */
@media (pointer: coarse) { input, textarea, select { font-size: max(16px, var(--c-text)); } }
.field { display: grid; gap: 6px; }
.field label { font-size: var(--c-text-s); font-weight: 550; color: var(--c-quiet); }
.select { position: relative; }
.select select { padding-inline: 42px 36px; text-overflow: ellipsis; cursor: pointer; }
.select select:disabled { color: var(--c-faint); cursor: default; opacity: 1; }
.select .icon { position: absolute; inset-block: 0; margin-block: auto; inset-inline-start: 11px; inline-size: 20px; block-size: 20px; color: var(--c-faint); pointer-events: none; }
.select .icon-chevron { inset-inline: auto 10px; }
confab-devices { display: grid; gap: var(--c-2); }
confab-link { display: flex; gap: var(--c-2); inline-size: 100%; }
confab-link input { flex: 1; text-overflow: ellipsis; background: var(--c-field); color: var(--c-quiet); }

.control {
  position: relative; display: grid; place-items: center; inline-size: 48px; block-size: 48px; padding: 0; border: 1px solid transparent;
  border-radius: var(--confab-control-radius, 16px); background: var(--c-surface); box-shadow: inset 0 0 0 1px var(--c-line); color: var(--c-ink);
  cursor: pointer; -webkit-tap-highlight-color: transparent;
  transition: background-color var(--c-quick), color var(--c-quick), transform var(--c-quick) var(--c-ease);
}
.control:active { transform: scale(0.95); }
.control[data-look="off"] { background: var(--c-danger-soft); color: var(--c-danger-ink); box-shadow: none; }
.control[data-look="active"] { background: var(--c-accent-soft); color: var(--c-accent); box-shadow: none; }
.control[data-look="leave"] { inline-size: 64px; background: var(--c-danger); color: var(--c-on-danger); box-shadow: none; }
.control[aria-busy] .icon { opacity: 0.45; }
.badge {
  position: absolute; inset-block-start: -5px; inset-inline-end: -5px; min-inline-size: 20px; padding: 0 5px; border-radius: 10px; border: 2px solid var(--c-room);
  box-sizing: content-box; background: var(--c-accent); color: var(--c-on-accent); font-size: 11px; font-weight: 650; line-height: 18px; text-align: center;
}
.tip {
  position: absolute; inset-block-end: calc(100% + 10px); inset-inline-start: 50%; translate: -50% 4px; display: flex; gap: 6px; align-items: center; z-index: 3;
  padding: 5px 10px; border-radius: 9px; background: var(--c-ink); color: var(--c-room); font-size: var(--c-text-xs); font-weight: 500; line-height: 1.4;
  white-space: nowrap; pointer-events: none; opacity: 0; visibility: hidden; transition: opacity var(--c-quick), translate var(--c-quick), visibility var(--c-quick);
}
.tip kbd { opacity: 0.6; font: inherit; }
.control[aria-expanded="true"] .tip { display: none; }
.control:focus-visible .tip { opacity: 1; visibility: visible; translate: -50% 0; }
@media (hover: hover) {
  .control:hover:not([data-look="leave"]) { background: color-mix(in srgb, var(--c-ink) 5%, var(--c-surface)); }
  .control[data-look="off"]:hover, .control[data-look="active"]:hover, .control[data-look="leave"]:hover { filter: brightness(0.96); }
  .control[data-look="off"]:hover { background: var(--c-danger-soft); }
  .control[data-look="active"]:hover { background: var(--c-accent-soft); }
  .control:hover .tip { opacity: 1; visibility: visible; translate: -50% 0; transition-delay: 350ms; }
}

confab-notices { display: grid; justify-items: center; gap: var(--c-2); container: notices / inline-size; }
confab-notice {
  display: flex; align-items: center; gap: var(--c-3); max-inline-size: 100%; min-block-size: 52px; padding: 8px 10px 8px 14px; border-radius: 16px;
  background: var(--c-surface); box-shadow: var(--c-shadow), inset 0 0 0 1px var(--c-line); font-size: var(--c-text-s); line-height: 1.4; animation: rise var(--c-calm) var(--c-ease);
}
confab-notice p { flex: 1; min-inline-size: 0; padding-block: 4px; }
confab-notice .icon { color: var(--c-accent); }
confab-notice[data-tone="warn"] > .icon { color: var(--c-warn); }
confab-notice .button .icon { color: inherit; inline-size: 18px; block-size: 18px; }
confab-notice .button:not(.quiet) { background: var(--c-accent-soft); color: var(--c-accent); }

@container notices (max-width: 440px) {
  confab-notice { flex-wrap: wrap; row-gap: 6px; inline-size: 100%; padding: 10px 10px 10px 14px; }
  confab-notice p { flex-basis: calc(100% - 100px); }
  confab-notice .button.quiet { order: 1; }
  confab-notice .button:not(.quiet) { order: 2; flex: 1; }
}
.disc { display: grid; place-items: center; aspect-ratio: 1; border-radius: 50%; background: oklch(var(--c-disc) var(--hue)); color: #fff; font-weight: 550; letter-spacing: 0.01em; user-select: none; }
@media (forced-colors: active) {
  .control, .button, confab-notice, confab-tile, confab-seat, .bubble { border: 1px solid ButtonText !important; }
  .control[data-look="off"] { border-style: dashed !important; }
  .control[data-look="active"] { border-width: 3px !important; }
  confab-tile[data-speaking] { border-width: 4px !important; }
  .disc, .label { forced-color-adjust: none; }
}
@media (prefers-reduced-motion: reduce) { .icon-wait { animation-duration: 4s; } }
`;
