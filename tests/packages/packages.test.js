// @ts-check
/** The packages of `dist/packages`, as those who get them use them. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const PACKAGES = resolve(process.env["DIST_DIR"] ?? "dist", "packages");
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, "extension/manifest.json"), "utf8"));

test("the checksums are those of the packages, and of all of them", () => {
  const sums = readFileSync(join(PACKAGES, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.split("  "));
  for (const [sum, name] of sums) {
    assert.equal(createHash("sha256").update(readFileSync(join(PACKAGES, name))).digest("hex"), sum, name);
  }
  const names = sums.map(([, name]) => name).filter((name) => !name.includes("/"));
  const found = readdirSync(PACKAGES, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "SHA256SUMS");
  assert.deepEqual(names.sort(), found.map((entry) => entry.name).sort());
  for (const name of ["chrome.zip", "firefox.zip", "source.zip"]) assert.ok(names.includes(`sourcelight-${version}-${name}`));
});

test("the bill of materials names every crate of the notices, with the checksum of the lock file", () => {
  const bill = JSON.parse(readFileSync(join(PACKAGES, `sourcelight-${version}.cdx.json`), "utf8"));
  const required = bill.components.filter((/** @type {any} */ component) => component.scope === "required");
  const notices = readFileSync(resolve(PACKAGES, "../chrome/THIRD-PARTY.txt"), "utf8");
  const noted = new Set([...notices.matchAll(/^([a-z][\w-]*) (\d\S*) \(.*\)$/gmu)].map(([, name, number]) => `${name}@${number}`));
  assert.deepEqual(new Set(required.map((/** @type {any} */ one) => `${one.name}@${one.version}`)), noted);
  const lock = readFileSync(join(ROOT, "Cargo.lock"), "utf8");
  for (const component of required) assert.ok(lock.includes(component.hashes[0].content), component.name);
  assert.ok(!JSON.stringify(bill).includes(ROOT), "a path of this machine");
});

test("the bill of materials is one by the schema of CycloneDX", async () => {
  const bill = readFileSync(join(PACKAGES, `sourcelight-${version}.cdx.json`), "utf8");
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  assert.equal(await validator.validate(bill), null);
  // By that validator, for a bill that has one thing wrong.
  for (const [right, wrong] of [['"scope": "required"', '"scope": "wanted"'], ['"bomFormat"', '"format"'], ['"SHA-256"', '"SHA-255"']]) {
    assert.ok(bill.includes(right), right);
    assert.notEqual(await validator.validate(bill.replace(right, wrong)), null, wrong);
  }
});

test("the package of npm works in Node, with its types", () => {
  // Where npm's other packages cannot be found by accident.
  const folder = mkdtempSync(join(tmpdir(), "sourcelight-npm-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const options = /** @type {const} */ ({ cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
    execFileSync(npm, ["install", "--offline", "--no-audit", "--no-fund", join(PACKAGES, `sourcelight-${version}.tgz`)], options);

    // What the README shows is what is run.
    const readme = readFileSync(join(ROOT, "npm/README.md"), "utf8");
    const example = readme.split("```js\n")[1].split("```")[0];
    const expected = example.split("\n").filter((line) => line.startsWith("// ")).map((line) => line.slice(3)).join("\n");
    writeFileSync(join(folder, "example.js"), example);
    assert.equal(execFileSync(process.execPath, ["example.js"], options).trim(), expected);

    mkdirSync(join(folder, "typed"));
    writeFileSync(join(folder, "typed/user.ts"), `
      import { load, pageOfText, type Report } from "sourcelight";
      import { parseReport, QUOTE_KINDS } from "sourcelight/contract";
      const analyzer = await load();
      const report: Report = analyzer.analyze(pageOfText("It rained.", { lang: "en" }));
      const kinds: Array<"direct" | "mixed" | "indirect"> = report.quotes.map((quote) => quote.kind);
      const role: string | null | undefined = parseReport(report).speakers[0]?.role;
      // @ts-expect-error: a page has blocks
      analyzer.analyze({ version: 1 });
      // @ts-expect-error: no kind of quote
      QUOTE_KINDS.includes("shouted");
      console.log(kinds, role);
    `);
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--lib", "es2023,dom", "--types", ""];
    execFileSync(process.execPath, [compiler, ...flags, "typed/user.ts"], options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
