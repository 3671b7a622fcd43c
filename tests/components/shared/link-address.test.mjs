// How a prefilled link begins is said where no file must be fetched to know it, and everywhere alike.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { formatFragment } from "../../../overrides/components/shared/fragment.mjs";
import { mayBePrefilled } from "../../../overrides/components/shared/link-address.mjs";

const COMPONENTS = fileURLToPath(new URL("../../../overrides/components", import.meta.url));
const LINK_ADDRESS = resolve(COMPONENTS, "shared/link-address.mjs");
const NAMED = /#fu=|\bLINK_START =/;
const DECLARED = /^const LINK_START = "(.*)";$/m;
const IMPORT = /^(?:import|export)\s[^"]*?"(\.[^"]+)";$|^\} from "(\.[^"]+)";$/gm;

/** @param {string} path */
function readCode(path) {
  return readFileSync(path, "utf8").replaceAll(/^[ \t]*(?:\/\*(?:(?!\*\/).)*\*\/|\/\/[^\n]*)[ \t]*\n/gms, "");
}

/**
 * @param {string} path
 * @param {Set<string>} [found]
 * @returns {Set<string>}  the module and all that a browser fetches with it
 */
function fetchedWith(path, found = new Set()) {
  if (!found.has(path)) {
    found.add(path);
    for (const [, whole, last] of readCode(path).matchAll(IMPORT)) {
      fetchedWith(resolve(dirname(path), whole ?? last ?? ""), found);
    }
  }
  return found;
}

const modules = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".mjs"))
  .map((name) => resolve(COMPONENTS, name));
const naming = modules.filter((path) => NAMED.test(readCode(path)));

test("links begin as every module that looks for one says", () => {
  const link = formatFragment({ pace: "patient" });
  assert.ok(mayBePrefilled(link));
  assert.ok(naming.includes(LINK_ADDRESS));
  for (const path of naming) {
    const start = DECLARED.exec(readCode(path))?.[1] ?? "";
    assert.equal(start, "#fu=", relative(COMPONENTS, path));
    assert.ok(link.startsWith(start));
  }
});

test("it is said once wherever the module that says it is fetched anyway", () => {
  const again = naming.filter((path) => path !== LINK_ADDRESS && fetchedWith(path).has(LINK_ADDRESS));
  assert.deepEqual(again, []);
});
