/** The side panel and the chat inside it. */
export const panelStyles = `
confab-panel { display: flex; flex-direction: column; min-block-size: 0; overflow: hidden; background: var(--c-surface); animation: appear var(--c-calm) var(--c-ease); }
.panel-head { display: flex; align-items: center; justify-content: space-between; gap: var(--c-2); padding: var(--c-2); padding-inline-start: var(--c-5); }
.panel-title { font-size: var(--c-text-l); font-weight: 600; letter-spacing: -0.01em; }
.panel-body { display: grid; gap: var(--c-4); align-content: start; padding: var(--c-2) var(--c-5) var(--c-5); overflow: auto; }
.panel-body.invite confab-link { flex-direction: column; }
.panel-body .hint { }
@container call (min-width: 760px) { confab-panel { border-radius: var(--c-radius-tile); box-shadow: inset 0 0 0 1px var(--c-line); } }

confab-chat { position: relative; flex: 1; display: flex; flex-direction: column; min-block-size: 0; }
.messages { flex: 1; overflow: auto; overscroll-behavior: contain; padding: 0 var(--c-4) var(--c-2); scrollbar-width: thin; scrollbar-color: var(--c-edge) transparent; }
.messages:focus-visible { outline-offset: -3px; border-radius: 8px; }
.older { display: block; margin: var(--c-2) auto var(--c-3); font-size: var(--c-text-s); }
.start { text-align: center; padding-block: var(--c-2) var(--c-3); }
.empty { position: absolute; inset: 0 0 80px; display: grid; align-content: center; justify-items: center; gap: 4px; padding: var(--c-6); text-align: center; pointer-events: none; }
.empty .hint { max-inline-size: 30ch; text-wrap: balance; }
.empty-mark { display: grid; place-items: center; inline-size: 56px; block-size: 56px; margin-block-end: var(--c-2); border-radius: 50%; background: var(--c-field); color: var(--c-faint); }
.empty-title { font-weight: 600; }
confab-message { display: grid; grid-template-columns: 28px minmax(0, 1fr); column-gap: 10px; padding-block-start: 3px; }
confab-message[data-first] { padding-block-start: 14px; }
confab-message .day { grid-column: 1 / -1; justify-self: center; padding: 2px 10px; margin-block: 4px 10px; color: var(--c-faint); font-size: var(--c-text-xs); font-weight: 550; }
confab-message .disc { grid-column: 1; inline-size: 28px; font-size: 11px; visibility: hidden; }
confab-message[data-first] .disc { visibility: visible; }
.message-body { grid-column: 2; display: grid; justify-items: start; gap: 4px; }
.message-head { display: none; align-items: baseline; gap: var(--c-2); font-size: var(--c-text-xs); }
confab-message[data-first] .message-head { display: flex; }
.author { font-weight: 600; overflow-wrap: anywhere; }
.time { color: var(--c-faint); white-space: nowrap; font-variant-numeric: tabular-nums; }
.bubble { max-inline-size: 100%; padding: 7px 12px; border-radius: 5px 14px 14px 14px; background: var(--c-field); font-size: calc(var(--c-text) * 0.9333); line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
.bubble a { color: inherit; }
confab-message[data-own] .disc { display: none; }
confab-message[data-own] .message-body { grid-column: 1 / -1; justify-items: end; padding-inline-start: 38px; }
confab-message[data-own] .bubble { border-radius: 14px 5px 14px 14px; background: var(--c-accent-soft); }
confab-message[data-own] .author { display: none; }
confab-message[data-status="sending"] .bubble { opacity: 0.6; }
confab-message[data-status="failed"] .bubble { box-shadow: inset 0 0 0 1px var(--c-danger); }
confab-message[data-status="failed"] .note { color: var(--c-danger); }
confab-message[data-deleted] .bubble { color: var(--c-faint); font-style: italic; }
.note { color: var(--c-faint); font-size: var(--c-text-xs); }
.note .button { font-size: inherit; }
.fresh { position: absolute; inset-inline: 0; inset-block-end: 88px; margin-inline: auto; inline-size: fit-content; box-shadow: var(--c-shadow); animation: rise var(--c-calm) var(--c-ease); }
.typing { min-block-size: 24px; padding: 2px var(--c-4) 0; font-size: var(--c-text-xs); }
.composer { display: flex; gap: var(--c-2); align-items: end; padding: 4px var(--c-3) var(--c-3); }
.composer textarea { min-block-size: 44px; max-block-size: 132px; padding-block: 10px; resize: none; line-height: 22px; background: var(--c-field); border-color: transparent; }
.composer .button { inline-size: 44px; min-block-size: 44px; }
.composer .button:disabled { background: var(--c-field); color: var(--c-faint); opacity: 1; }
`;
