/** Tiles, seats and the stage they lie on. */
export const tileStyles = `
confab-stage { position: absolute; inset: 0; }
.tiles { --gap: var(--c-gap); position: absolute; inset: 0; }
.tiles > * {
  position: absolute; inset-block-start: 0; left: 0; inline-size: var(--w, 0); block-size: var(--h, 0); transform: translate(var(--x, 0), var(--y, 0));
  container: tile / size; overflow: hidden; border-radius: var(--c-radius-tile); animation: appear var(--c-calm) var(--c-ease);
  transition: transform var(--c-calm) var(--c-ease), inline-size var(--c-calm) var(--c-ease), block-size var(--c-calm) var(--c-ease);
}
.tiles[data-still] > * { transition: none; }
confab-tile { background: oklch(var(--c-tone) var(--hue)); }
confab-more { background: var(--c-surface); box-shadow: inset 0 0 0 1px var(--c-line); }
confab-tile .face, confab-more .face { position: absolute; inset: 0; display: grid; place-content: center; }
confab-tile .disc, confab-more .disc { inline-size: clamp(36px, 34cqmin, 136px); font-size: clamp(14px, 12.5cqmin, 50px); }
confab-more .disc { background: var(--c-field); color: var(--c-quiet); }
confab-tile video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; opacity: 0; transition: opacity var(--c-calm), filter var(--c-calm); }
confab-tile video.live { opacity: 1; }
confab-tile[data-mirrored] video { scale: -1 1; }
confab-tile[data-shows="screen"] { background: var(--c-screen); }
confab-tile[data-shows="screen"] video { object-fit: contain; }
confab-tile[data-shows="screen"] .face { display: none; }
confab-tile .label {
  position: absolute; inset-block-end: 10px; inset-inline-start: 10px; display: flex; align-items: center; gap: 5px; max-inline-size: calc(100% - 20px);
  padding: 4px 10px; border-radius: 10px; background: rgb(14 20 17 / 0.58); backdrop-filter: blur(12px) saturate(1.3);
  color: #fff; font-size: var(--c-text-s); font-weight: 500; line-height: 20px;
}
confab-tile .label .icon { inline-size: 16px; block-size: 16px; margin-inline-start: -3px; color: #ffb3ad; stroke-width: 2; }
confab-tile .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
confab-tile .ring { position: absolute; inset: 0; border-radius: inherit; box-shadow: inset 0 0 0 3px var(--c-speaking); opacity: 0; transition: opacity var(--c-quick); pointer-events: none; }
confab-tile[data-speaking] .ring { opacity: 1; }
confab-tile .veil {
  position: absolute; inset: 0; display: none; align-content: center; justify-items: center; gap: 10px; background: rgb(14 20 17 / 0.5); color: #fff; font-size: var(--c-text-s); font-weight: 500;
}
confab-tile[data-link="reconnecting"] .veil { display: grid; animation: appear var(--c-calm); }
confab-tile[data-link="reconnecting"] video { filter: blur(6px) saturate(0.5); }
confab-tile[data-link="reconnecting"] .ring { opacity: 0; }
confab-tile[data-link="connecting"] .veil { display: flex; inset: auto 10px 10px auto; align-items: center; gap: 6px; padding: 4px 10px; border-radius: 10px; }
confab-tile[data-link="connecting"] .veil .icon { inline-size: 14px; block-size: 14px; stroke-width: 2.25; }
@container tile (max-width: 180px) {
  confab-tile .label { inset-block-end: 6px; inset-inline-start: 6px; max-inline-size: calc(100% - 12px); padding: 2px 8px; border-radius: 8px; font-size: var(--c-text-xs); line-height: 18px; }
  confab-tile[data-link="connecting"] .link { display: none; }
  confab-tile[data-link="connecting"] .veil { inset: auto 6px 6px auto; padding: 4px; border-radius: 8px; }
}
@container tile (max-width: 110px) { confab-tile .veil .link { display: none; } }
.seat-card {
  position: absolute; inset: 0; display: grid; align-content: center; justify-items: center; gap: var(--c-2); padding: var(--c-5); overflow: auto;
  border: 1.5px dashed color-mix(in srgb, var(--c-ink) 26%, transparent); border-radius: inherit; text-align: center;
}
.seat-mark { display: grid; place-items: center; inline-size: 56px; block-size: 56px; margin-block-end: var(--c-2); border-radius: 50%; background: var(--c-accent-soft); color: var(--c-accent); }
.seat-title { font-size: calc(var(--c-text) * 1.3333); font-weight: 600; letter-spacing: -0.01em; line-height: 1.3; text-wrap: balance; }
.seat-text { max-inline-size: 40ch; color: var(--c-quiet); text-wrap: balance; }
.seat-card confab-link { max-inline-size: 400px; margin-block-start: var(--c-3); }
@container tile (max-height: 300px) { .seat-mark { display: none; } .seat-card { gap: 4px; padding: var(--c-3); } .seat-card confab-link { margin-block-start: var(--c-2); } }
@container tile (max-width: 300px) { .seat-card confab-link { flex-direction: column; } }
`;
