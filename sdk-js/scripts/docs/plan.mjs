/** The order in which the documents are best read. Documents not named here follow under "More". */
const plan = [
  ["Begin", ["quickstart", "concepts", "authentication"]],
  ["In the page", ["web-component", "client-sdk"]],
  ["On your server", ["rest-api", "webhooks"]],
  ["The protocol", ["signaling-protocol", "codes"]],
  ["Run it", ["promises", "turn", "deploy", "operations", "security", "measurements"]],
  ["Change it", ["contributing", "decisions/README"]],
];

/**
 * The documents that exist, in reading order: `[{ group, pages: [{ name, title, … }] }]`. Those in folders are led to
 * by their own overview, not by the map.
 */
export function arrange(pages) {
  const byName = new Map(pages.map((page) => [page.name, page]));
  const groups = plan.map(([group, names]) => ({
    group,
    pages: names.flatMap((name) => take(byName, name)),
  }));
  const rest = [...byName.values()].filter(({ name }) => !name.includes("/"));
  return [...groups, { group: "More", pages: rest }].filter(({ pages: some }) => some.length > 0);
}

function take(byName, name) {
  const page = byName.get(name);
  byName.delete(name);
  return page ? [page] : [];
}
