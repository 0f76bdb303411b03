/** The order in which the documents are best read. Documents not named here follow under "More". */
export const plan = [
  ["Begin", ["quickstart", "concepts", "authentication"]],
  ["In the page", ["web-component", "client-sdk"]],
  ["On your server", ["rest-api", "webhooks"]],
  ["The protocol", ["signaling-protocol", "codes"]],
  ["Run it", ["turn", "deploy", "operations", "measurements", "security", "contributing"]],
];

/** The documents that exist, in reading order: `[{ group, pages: [{ name, title, … }] }]`. */
export function arrange(pages) {
  const byName = new Map(pages.map((page) => [page.name, page]));
  const groups = plan.map(([group, names]) => ({
    group,
    pages: names.flatMap((name) => take(byName, name)),
  }));
  const decisions = [...byName.values()].filter(({ name }) => name.startsWith("decisions/"));
  const rest = [...byName.values()].filter(({ name }) => !name.includes("/"));
  return [
    ...groups,
    { group: "More", pages: rest },
    { group: "Decisions", pages: decisions },
  ].filter(({ pages: some }) => some.length > 0);
}

function take(byName, name) {
  const page = byName.get(name);
  byName.delete(name);
  return page ? [page] : [];
}
