// What every page of the built site is held to, by `make test`: html-validate's recommended rules, less some.
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  // The second takes back what is a matter of style and formatting.
  extends: ["html-validate:recommended", "html-validate:prettier"],
  rules: {
    // MkDocs, the theme and Python-Markdown write valid HTML in styles of their own.
    "attribute-boolean-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // HTML, 3.2.6: an id needs a character, and no space. The rest of the rule is from HTML 4.
    "valid-id": ["error", { relaxed: true }],
    // WAI-ARIA names any list; the rule goes beyond that.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // These forms answer while they are filled in. Nothing is ever submitted, and there is nothing to press.
    "wcag/h32": "off",
    // A coach writes their number as it is to be read.
    "tel-non-breaking": "off",
  },
});
