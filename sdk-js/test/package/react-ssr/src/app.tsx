import { type ConfabError, version } from "@confab/sdk";
import "@confab/sdk/react";
import { useState } from "react";

export function App() {
  const [problem, setProblem] = useState<ConfabError>();
  return (
    <main>
      <h1>Support, SDK {version}</h1>
      <confab-call
        publishable-key="cfb_pk_example"
        room="desk"
        lang="en"
        onconfab-error={({ detail }) => setProblem(detail.error)}
      />
      {problem && <p>{problem.hint}</p>}
    </main>
  );
}
