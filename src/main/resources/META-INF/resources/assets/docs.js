import { copyButton } from "/assets/copy.js";

for (const snippet of document.querySelectorAll(".snippet")) {
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.textContent = "Copy";
  snippet.append(button);
  copyButton(button, () => snippet.querySelector("code").textContent);
}

/** On a narrow page the map is folded away; without this script its link leads to the overview instead. */
const map = document.querySelector(".map");
const unfold = map.querySelector(".unfold");
unfold.setAttribute("role", "button");
unfold.setAttribute("aria-controls", "map");
unfold.setAttribute("aria-expanded", "false");
unfold.addEventListener("click", (event) => {
  event.preventDefault();
  unfold.setAttribute("aria-expanded", String(map.toggleAttribute("data-open")));
});
unfold.addEventListener("keydown", (event) => {
  if (event.key === " ") {
    event.preventDefault();
    unfold.click();
  }
});

/** Marks the part being read. */
const links = new Map(
  [...document.querySelectorAll(".outline a")].map((link) => [link.hash.slice(1), link]),
);
const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "true");
    }
  },
  { rootMargin: "-80px 0px -70% 0px" },
);
for (const heading of document.querySelectorAll(".text h2[id]")) seen.observe(heading);
