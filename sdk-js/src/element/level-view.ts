import { h } from "./dom.js";
import { ViewElement } from "./view-element.js";

const BARS = 5;

/** Shows how loud the microphone is just now, so that nobody has to ask "can you hear me?". */
export class LevelElement extends ViewElement<() => number> {
  #frame = 0;

  protected build(): void {
    this.setAttribute("part", "level");
    this.setAttribute("aria-hidden", "true");
    for (let bar = 0; bar < BARS; bar += 1) this.append(h("i"));
  }

  protected update(): void {}

  protected override appear(): void {
    const draw = () => {
      const level = this.state?.() ?? 0;
      Array.from(this.children).forEach((bar, index) => {
        bar.toggleAttribute("data-lit", level > (index + 0.4) / (BARS + 1));
      });
      this.#frame = requestAnimationFrame(draw);
    };
    draw();
  }

  protected override vanish(): void {
    cancelAnimationFrame(this.#frame);
  }
}
