/** Makes a button copy a text, and say so. The label comes back after a moment. */
export function copyButton(button, text) {
  const label = button.textContent;
  let timer;
  button.addEventListener("click", async () => {
    clearTimeout(timer);
    const copied = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? "Copied" : "Select the text and press Ctrl+C";
    button.toggleAttribute("data-done", copied);
    timer = setTimeout(() => {
      button.textContent = label;
      button.removeAttribute("data-done");
    }, 2500);
  });
}
