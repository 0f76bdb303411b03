/** What puts a call on a page. */
export function snippetText({ server, key, room }) {
  return [
    `<script src="${server}/sdk/1/confab.js" async></script>`,
    "<confab-call",
    `  publishable-key="${key}"`,
    `  room="${room}"></confab-call>`,
  ].join("\n");
}

/** Shows markup with its tags, names and values told apart; built from text nodes, never parsed as HTML. */
export function showMarkup(element, markup) {
  const parts = markup.split(/(<\/?[\w-]+|\/?>|"[^"]*")/);
  element.replaceChildren(
    ...parts.filter(Boolean).map((part) => {
      const kind = part.startsWith('"') ? "value" : /^[<>/]/.test(part) ? "tag" : "name";
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = part;
      return span;
    }),
  );
}
