/**
 * Property tests try the same examples in every run, as the Python ones do: a change that passes here passes elsewhere.
 * Without it (`node --test`), or with HYPOTHESIS_PROFILE=search, they try others each time.
 */

import fc from "fast-check";

if (process.env["HYPOTHESIS_PROFILE"] !== "search") {
  fc.configureGlobal({ seed: 20261119 });
}
