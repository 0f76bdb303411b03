/** The frame of a running call: stage, notices, controls, and where the panel goes. */
export const roomStyles = `
confab-room { position: absolute; inset: 0; animation: appear var(--c-calm); }
.room { position: absolute; inset: 0; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
.main { position: relative; margin: var(--c-2) var(--c-2) 0; min-inline-size: 0; }
.main > confab-notices { position: absolute; inset-block-start: var(--c-2); inset-inline: var(--c-2); margin-inline: auto; max-inline-size: 560px; z-index: 2; }
confab-panel { position: absolute; inset: 0; z-index: 4; }
confab-controls {
  display: flex; align-items: center; justify-content: center; gap: 4px; padding: var(--c-2); padding-block-end: max(var(--c-2), env(safe-area-inset-bottom));
}
confab-controls .about { display: none; }
confab-controls .own, confab-controls .panels { display: contents; }
confab-controls .control { inline-size: 44px; block-size: 44px; border-radius: var(--confab-control-radius, 14px); }
confab-controls confab-control:nth-child(4) { order: 1; }
@container call (min-width: 420px) { confab-controls { gap: var(--c-2); padding: var(--c-3); } confab-controls .control { inline-size: 48px; block-size: 48px; } confab-controls .control[data-look="leave"] { inline-size: 64px; } }
@container call (min-width: 760px) {
  .main { margin: var(--c-3) var(--c-3) 0; }
  confab-controls { position: relative; z-index: 5; display: grid; grid-template-columns: 1fr auto 1fr; padding: var(--c-3) var(--c-4); }
  confab-controls .about { display: flex; align-items: baseline; gap: var(--c-3); min-inline-size: 0; }
  confab-controls .own, confab-controls .panels { display: flex; gap: var(--c-2); }
  confab-controls .panels { justify-content: end; }
  confab-controls confab-control { order: 0 !important; }
  .room { grid-template-columns: minmax(0, 1fr) auto; }
  confab-controls { grid-column: 1 / -1; }
  confab-panel { position: relative; inset: auto; inline-size: clamp(300px, 30cqw, 360px); margin: var(--c-3) 0 0; margin-inline-end: var(--c-3); }
}
@container call (max-width: 419px) { confab-controls .control[data-look="leave"] { inline-size: 48px; } }
.room-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; }
.clock { color: var(--c-faint); font-size: var(--c-text-s); font-variant-numeric: tabular-nums; }
`;
