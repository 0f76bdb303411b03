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
.ending summary { display: inline-flex; align-items: center; min-block-size: 44px; padding-inline: var(--c-3); border-radius: 10px; cursor: pointer; list-style: none; }
.ending summary::-webkit-details-marker { display: none; }
.ending summary::after { content: ""; inline-size: 6px; block-size: 6px; margin: -3px 0 0 8px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; rotate: 45deg; }
.ending details[open] summary::after { rotate: 225deg; margin-block-start: 3px; }
.ending details p { overflow-wrap: anywhere; text-wrap: pretty; }
.ending details a { display: inline-flex; align-items: center; gap: 4px; min-block-size: 44px; }
.ending details a .icon { inline-size: 16px; block-size: 16px; }
@container call (min-width: 700px) { .ending .title { font-size: var(--c-display); } }
`;
