// Packs the package and uses it the way a product team does: linted, imported in plain Node without a
// document, built into an empty Vite TypeScript app, and rendered on a server by React.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const apps = fileURLToPath(new URL("../test/package/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "confab-package-"));

function run(cwd, command, ...args) {
  console.log(`> ${command} ${args.join(" ")}`);
  const { status, stdout } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  assert.equal(status, 0, stdout);
  return stdout;
}

/** An app of test/package in a folder of its own, with the tarball installed. */
function install(app, tarball) {
  const home = join(folder, app);
  cpSync(join(apps, app), home, { recursive: true });
  run(home, "npm", "install", "--silent", "--no-audit", "--no-fund", "--save", tarball);
  return home;
}

try {
  run(root, "npm", "run", "--silent", "build");
  run(root, "npm", "pack", "--silent", "--pack-destination", folder);
  const [name] = readdirSync(folder);
  const tarball = join(folder, name);

  run(root, "npx", "publint", tarball, "--strict");
  run(root, "npx", "attw", tarball, "--profile", "esm-only");

  const vite = install("vite-app", tarball);
  run(vite, "npm", "run", "--silent", "build");
  for (const subpath of ["", "/element", "/react"]) {
    run(vite, process.execPath, "--input-type=module", "-e", `import "@confab/sdk${subpath}";`);
  }

  const react = install("react-ssr", tarball);
  run(react, "npm", "run", "--silent", "build");
  const html = run(react, "npm", "run", "--silent", "render");
  assert.match(
    html,
    /<confab-call publishable-key="cfb_pk_example" room="desk" lang="en"><\/confab-call>/,
  );
  console.log("The package works.");
} finally {
  rmSync(folder, { recursive: true });
}
