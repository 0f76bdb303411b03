const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** The text as nodes: plain text, and addresses as links that open apart and tell the site nothing about this page. */
export function chatText(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    fragment.append(text.slice(from, match.index));
    const link = document.createElement("a");
    link.href = match[0];
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    link.textContent = match[0].replace(/^https?:\/\//, "");
    fragment.append(link);
    from = match.index + match[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
