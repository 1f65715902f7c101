// @ts-check
/** What the built extension asks for and may do: no host, no network, no code from elsewhere. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

const DIST = resolve(process.env["DIST_DIR"] ?? "dist");

/**
 * @param {string} folder
 * @param {string} ending
 * @returns {Array<{ name: string, text: string }>}
 */
function files(folder, ending) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending)).sort();
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

/** Permissions, by browser; none of them makes the browser warn at the installation. */
const PERMISSIONS = {
  chrome: ["activeTab", "contextMenus", "scripting", "sidePanel", "storage"],
  firefox: ["activeTab", "contextMenus", "scripting", "storage"],
};

for (const [family, permissions] of Object.entries(PERMISSIONS)) {
  const folder = join(DIST, family);
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

  test(`${family}: the manifest asks for no host and for nothing of the network`, () => {
    assert.deepEqual([...manifest.permissions].sort(), permissions);
    for (const field of ["host_permissions", "content_scripts", "externally_connectable", "web_accessible_resources", "update_url"]) {
      assert.equal(manifest[field], undefined, field);
    }
    assert.deepEqual(manifest.optional_host_permissions, ["*://*/*"], "the reader's choice, site by site");
    assert.equal(manifest.optional_permissions, undefined);
  });

  test(`${family}: the policy begins with nothing and allows own files only`, () => {
    /** @type {string} */
    const policy = manifest.content_security_policy.extension_pages;
    assert.equal(manifest.content_security_policy.sandbox, undefined);
    const [first, ...rest] = policy.split(";").map((directive) => directive.trim());
    assert.equal(first, "default-src 'none'");
    for (const directive of rest) {
      const [name, ...sources] = directive.split(" ");
      const allowed = name === "script-src" ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"];
      assert.ok(sources.every((source) => allowed.includes(source)), directive);
    }
  });

  test(`${family}: no page loads or runs anything from elsewhere`, () => {
    const pages = files(folder, ".html");
    assert.ok(pages.length >= 4);
    for (const { name, text } of pages) {
      for (const [, address] of text.matchAll(/\b(?:src|href|action)\s*=\s*["']?([^"'\s>]+)/gu)) {
        assert.doesNotMatch(address, /^(?:[a-z]+:|\/\/)/iu, `${name}: ${address}`);
      }
      assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)[^>]*>/iu, `${name}: a script within the page`);
      assert.doesNotMatch(text, /\son[a-z]+\s*=/iu, `${name}: a handler within the page`);
    }
    for (const { name, text } of files(folder, ".css")) {
      assert.doesNotMatch(text, /url\(\s*["']?(?:[a-z]+:|\/\/)|@import/iu, name);
    }
  });

  test(`${family}: no script makes code of text, or a request that leaves the extension`, () => {
    const scripts = files(folder, ".js");
    assert.ok(scripts.some(({ name }) => name.endsWith("content.js")));
    for (const { name, text: written } of scripts) {
      // Types in comments are imports to the eye only.
      const text = written.replaceAll(/\/\*[\s\S]*?\*\//gu, "");
      for (const pattern of [
        /\beval\s*\(/u, /\bnew\s+Function\b/u, /\bimportScripts\b/u, /\bimport\s*\(/u, /\bXMLHttpRequest\b/u, /\bWebSocket\b/u,
        /\bEventSource\b/u, /\bsendBeacon\b/u, /\bRTCPeerConnection\b/u, /\bWebTransport\b/u,
      ]) {
        assert.doesNotMatch(text, pattern, name);
      }
      // The background fetches the files of the core, the page for pasted texts what lies beside it; nothing else fetches.
      const fetches = [...text.matchAll(/\bfetch\s*\(([^)]*)/gu)].map(([, argument]) => argument.trim());
      const isCore = name.replaceAll("\\", "/") === "wasm/sourcelight.js";
      const isBackground = name.replaceAll("\\", "/").startsWith("background/");
      const isPlayground = name.replaceAll("\\", "/").startsWith("playground/");
      if (!isCore && !isBackground && !isPlayground) assert.deepEqual(fetches, [], name);
      if (isPlayground) {
        for (const argument of fetches) assert.match(argument, /^(?:["`](?:_locales|examples|content)\/|addressOf\("sourcelight)/u, `${name}: fetch(${argument})`);
      }
      if (isBackground) {
        for (const argument of fetches) assert.match(argument, /getURL|wasm|pack|url/iu, `${name}: fetch(${argument})`);
      }
    }
  });

  test(`${family}: no path of the machine that built it is left in the core`, () => {
    const core = readFileSync(join(folder, "wasm/sourcelight_bg.wasm"), "latin1");
    for (const trace of [resolve(DIST, ".."), process.env["HOME"] ?? "/home/", "registry/src/"]) {
      assert.ok(!core.includes(trace), trace);
    }
  });
}

test("both browsers get the same core, and the notices of what is in it", () => {
  for (const name of ["wasm/sourcelight_bg.wasm", "wasm/sourcelight.pack", "THIRD-PARTY.txt"]) {
    assert.ok(readFileSync(join(DIST, "chrome", name)).equals(readFileSync(join(DIST, "firefox", name))), name);
  }
  const notices = readFileSync(join(DIST, "chrome/THIRD-PARTY.txt"), "utf8");
  for (const crate of ["serde", "wide", "wasm-bindgen", "crc32fast"]) {
    assert.match(notices, new RegExp(`^${crate} \\d+\\.\\d+\\.\\d+ \\(`, "mu"), crate);
  }
  assert.match(notices, /Permission is hereby granted/u);
});
