import type { Plugin } from "vitest/config";
import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with the line that people and builds look for. */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    console.log(`${count("passed")} passed, ${count("failed") + broken} failed`);
  }
}

/** Adds the line whatever reporters the command line names. */
export function closingLine(): Plugin {
  return {
    name: "closing-line",
    configureVitest({ vitest }) {
      vitest.config.reporters.push(new ClosingLine());
    },
  };
}
