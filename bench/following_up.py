"""Many plans in one browser: how soon the board stands, and how long bringing in a file of them takes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium, this_machine
from tests.browser.kept import DOCUMENT_KEY, Plan, format_backup, format_document, keep, make_plan
from tests.browser.pages.backup_page import MY_FOLLOW_UPS, BackupPage
from tests.browser.site import build_sites, serve_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOWER = 4
"""How many times slower than this machine a phone's page runs: what Lighthouse takes for one."""

ON_THE_BOARD = 200
IN_A_FILE = 1000

ROUNDS = 7
LOADS = 15
IMPORTS = 3

DRAWING_LIMIT_MS = 100
IMPORT_LIMIT_MS = 1000

TODAY = "2026-11-23T12:00:00"

# Another tab's change, as the browser tells of it, the code being there: from the news to the laid-out board.
_DRAW_AGAIN = """async ([key, rounds]) => {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const drawn = new Promise(resolve =>
      addEventListener("follow-up-board:change", resolve, { once: true }));
    const before = performance.now();
    dispatchEvent(new StorageEvent("storage", { key }));
    await drawn;
    document.body.offsetHeight;
    times.push(performance.now() - before);
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return times;
}"""
# From the click to what the page says of it.
_BRING_IN = """async backup => {
  const done = new Promise(resolve => backup.addEventListener("plan-backup:change", resolve, { once: true }));
  const before = performance.now();
  backup.querySelector("form [type='submit']").click();
  await done;
  document.body.offsetHeight;
  return performance.now() - before;
}"""


def measure_following_up() -> None:
    """Print how long the board and an import take, and how long they may."""
    path = find_chromium(this_machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build_sites(Path(folder))
        with serve_site("root", built / "root") as site:
            hosts = f"MAP {site.host}:80 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
            browser = playwright.chromium.launch(
                executable_path=path, args=[f"--host-resolver-rules={hosts}"]
            )
            address = f"{site.address}{MY_FOLLOW_UPS}"
            first, again = _measure_board(browser, address)
            imports = {slower: _measure_import(browser, address, slower) for slower in (1, SLOWER)}
            browser.close()
    print(f"A board of {ON_THE_BOARD} plans, processor slowed {SLOWER} times:")
    print(f"  all of them for the first time, median of {LOADS}         {median(first):6.1f} ms")
    print(f"  drawn again after a change, median of {LOADS * ROUNDS}            {median(again):6.1f} ms")
    print(f"  the slowest of those                                 {max(again):6.1f} ms")
    print(f"  at most                                              {DRAWING_LIMIT_MS:6.1f} ms")
    print(f"{IN_A_FILE} plans of a file brought in, from the click to done, medians of {IMPORTS}:")
    print(f"  on this machine                                      {median(imports[1]):6.1f} ms")
    print(f"  processor slowed {SLOWER} times                            {median(imports[SLOWER]):6.1f} ms")
    print(f"  at most                                              {IMPORT_LIMIT_MS:6.1f} ms")


def _plans(count: int) -> list[Plan]:
    """Return plans in all states: just begun, under way, ended."""
    return [
        make_plan(
            f"{number:024x}",
            name=f"Plan {number}",
            values={
                "company": f"Company {number}",
                "role": "Analyst",
                "start": f"2026-11-{1 + number % 22:02}",
            },
            done={"thank-you": "2026-11-22"} if number % 3 else {},
            ended={"kind": "declined", "on": "2026-11-22"} if number % 5 == 0 else None,
            notes="What they said about the team, and what to ask the next time.",
        )
        for number in range(count)
    ]


def _open(browser: Browser, address: str, slower: int) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.clock.set_fixed_time(TODAY)
    page.goto(address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def _measure_board(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    first: list[float] = []
    again: list[float] = []
    for _ in range(LOADS):
        page = _open(browser, address, SLOWER)
        keep(page, format_document(*_plans(1)))
        page.reload()
        page.locator(".fu-board__plan").wait_for()
        # The theme reads its search index meanwhile, and wants the processor too.
        page.wait_for_load_state("networkidle")
        keep(page, format_document(*_plans(ON_THE_BOARD)))
        first += page.evaluate(_DRAW_AGAIN, [DOCUMENT_KEY, 1])
        again += page.evaluate(_DRAW_AGAIN, [DOCUMENT_KEY, ROUNDS])
        page.close()
    return first, again


def _measure_import(browser: Browser, address: str, slower: int) -> list[float]:
    text = format_backup(*_plans(IN_A_FILE))
    times = []
    for _ in range(IMPORTS):
        page = _open(browser, address, slower)
        backup = BackupPage(page).awake()
        backup.choose_file("follow-ups.json", text)
        backup.preview.wait_for()
        time: Any = backup.backup.evaluate(_BRING_IN)
        times.append(time)
        page.close()
    return times
