/** The page after the call, or instead of it. */
export const endingStyles = `
confab-ending { position: absolute; inset: 0; display: grid; overflow: auto; animation: appear var(--c-calm); }
.ending { display: grid; gap: var(--c-6); align-content: center; justify-items: center; padding: var(--c-6); text-align: center; }
.ending .heading { justify-items: center; max-inline-size: 560px; }
.ending .lead { max-inline-size: 44ch; text-wrap: balance; }
.figure { inline-size: 168px; block-size: 112px; }
.figure .first { fill: var(--c-accent); }
.figure .second { fill: var(--c-second); }
.figure .pale { fill: color-mix(in srgb, var(--c-ink) 16%, transparent); }
.ending details { max-inline-size: 420px; color: var(--c-faint); font-size: var(--c-text-s); }
.ending summary { padding: 11px var(--c-3); border-radius: 10px; cursor: pointer; }
.ending details p { overflow-wrap: anywhere; }
.ending details a { display: inline-flex; align-items: center; gap: 4px; min-block-size: 44px; }
@container call (min-width: 700px) { .ending .title { font-size: var(--c-display); } }
`;
