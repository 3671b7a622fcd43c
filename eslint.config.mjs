import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

// Data reaches the page as text, so that nothing a link or a file holds can become markup.
const markupFromText = [
  ["innerHTML", "Set textContent, or build elements."],
  ["outerHTML", "Build elements."],
  ["insertAdjacentHTML", "Build elements and insert them."],
  ["setHTMLUnsafe", "Build elements."],
  ["createContextualFragment", "Build elements, or clone a <template>."],
].map(([property, message]) => ({ property, message }));

const documentWrite = ["write", "writeln"].map((property) => ({
  object: "document",
  property,
  message: "Build elements and insert them.",
}));

// One module reads the clock; every other function is given its day, so that tests can choose it.
const clockModule = "overrides/components/shared/today.mjs";
const clockMessage = `Take the date as an argument: only ${clockModule} reads the clock.`;
const readsClock = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "MemberExpression[object.name='Date'][property.name='now']",
].map((selector) => ({ selector, message: clockMessage }));

export default defineConfig([
  globalIgnores(["site/", ".venv/", ".venv-browsers/", ".cache/"]),
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      curly: "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-properties": ["error", ...markupFromText, ...documentWrite],
      "no-restricted-syntax": ["error", ...readsClock],
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: [clockModule], rules: { "no-restricted-syntax": "off" } },
  { files: ["overrides/**/*.mjs"], languageOptions: { globals: globals.browser } },
  { files: ["tests/**/*.mjs", "*.mjs"], languageOptions: { globals: globals.node } },
]);
