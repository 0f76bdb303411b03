/** The page before the call. */
export const setupStyles = `
confab-setup { position: absolute; inset: 0; display: grid; overflow: auto; overscroll-behavior: contain; }
.setup {
  display: grid; grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; gap: var(--c-5); align-content: start; justify-items: center; padding: var(--c-4); min-block-size: 100%;
}
.preview {
  position: relative; inline-size: 100%; max-inline-size: 640px; aspect-ratio: 4 / 3; max-block-size: 46cqh; overflow: hidden; border-radius: calc(var(--c-radius-tile) * 1.25);
  background: oklch(var(--c-tone) var(--hue)); box-shadow: inset 0 0 0 1px var(--c-line);
}
.preview video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; scale: -1 1; opacity: 0; transition: opacity var(--c-calm); }
.preview video.live { opacity: 1; }
.preview .face { position: absolute; inset: 0; display: grid; gap: var(--c-3); place-content: center; justify-items: center; padding-block-end: 56px; }
.preview .disc { inline-size: 88px; font-size: 32px; }
.preview .still { color: var(--c-quiet); font-size: var(--c-text-s); }
.preview .own { position: absolute; inset-inline: 0; inset-block-end: var(--c-4); display: flex; justify-content: center; gap: var(--c-3); }
.preview .control:not([data-look="off"]) { background: rgb(16 22 19 / 0.55); color: #fff; box-shadow: none; backdrop-filter: blur(14px) saturate(1.4); }
.preview .control:focus-visible { outline-color: #fff; }
confab-level { position: absolute; inset-block-end: 28px; inset-inline-start: 22px; display: flex; align-items: center; gap: 4px; block-size: 24px; padding: 0 9px; border-radius: 12px; background: rgb(16 22 19 / 0.5); }
confab-level i { inline-size: 3px; block-size: 6px; border-radius: 2px; background: rgb(255 255 255 / 0.4); transition: block-size var(--c-quick), background-color var(--c-quick); }
confab-level i[data-lit] { block-size: 13px; background: #74e3bf; }
.form { display: grid; gap: var(--c-4); align-content: center; inline-size: 100%; max-inline-size: 400px; }
.form .heading { margin-block-end: var(--c-1); }
.form confab-notices:empty { margin-block-start: calc(-1 * var(--c-3)); }
.form confab-notice { background: var(--c-warn-soft); box-shadow: none; }
.form confab-notice .button:not(.quiet) { background: var(--c-surface); color: var(--c-ink); }
@container call (max-width: 819px) {
  .setup { align-content: safe center; }
  .form > .button { position: sticky; inset-block-end: var(--c-4); z-index: 1; box-shadow: 0 8px 0 16px var(--c-room); }
  .form .heading .lead { font-size: var(--c-text-s); }
  .form .heading { gap: 2px; margin: 0; }
  .form { gap: var(--c-3); }
}
@container call (min-width: 820px) {
  .setup { grid-template-columns: minmax(0, 640px) minmax(272px, 340px); gap: clamp(24px, 5cqw, 72px); align-content: center; align-items: center; justify-content: center; padding: var(--c-8); }
  .preview { max-block-size: 76cqh; }
  .setup .title { font-size: var(--c-display); }
}
`;
