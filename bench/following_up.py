"""Many plans in one browser: how soon the board stands, and how long bringing in a file of them takes."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from bench.phone import SLOWER, browse_the_site, open_page
from tests.browser.kept import DOCUMENT_KEY, Plan, format_backup, format_document, keep, make_plan
from tests.browser.pages.backup_page import MY_FOLLOW_UPS, BackupPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ON_THE_BOARD = 200
IN_A_FILE = 1000

ROUNDS = 7
LOADS = 15
IMPORTS = 3

DRAWING_LIMIT_MS = 100
IMPORT_LIMIT_MS = 1000

# Another tab's change, as the browser tells of it, the code being there. From the news to the board as far as
# the screen shows it, laid out; then to the last of its rows, and the longest that the page did not answer.
_DRAW_AGAIN = """async ([key, rows, rounds]) => {
  const turns = [];
  new PerformanceObserver(list => turns.push(...list.getEntries())).observe({ type: "longtask" });
  const turn = () => new Promise(resolve => setTimeout(resolve));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const drawn = new Promise(resolve =>
      addEventListener("follow-up-board:change", resolve, { once: true }));
    const before = performance.now();
    dispatchEvent(new StorageEvent("storage", { key }));
    await drawn;
    document.body.offsetHeight;
    const inSight = performance.now() - before;
    while (document.querySelectorAll(".fu-board__plan").length < rows) {
      await turn();
    }
    const whole = performance.now() - before;
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 50)));
    const longest = Math.max(0, ...turns.splice(0).filter(({ startTime }) => startTime > before + inSight)
      .map(({ duration }) => duration));
    times.push({ inSight, whole, longest });
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
    with browse_the_site() as (browser, site):
        address = f"{site}{MY_FOLLOW_UPS}"
        first, again = _measure_board(browser, address)
        imports = {slower: _measure_import(browser, address, slower) for slower in (1, SLOWER)}
    print(f"A board of {ON_THE_BOARD} plans, processor slowed {SLOWER} times, medians of {LOADS} loads:")
    print(f"  all of them new, as far as the screen shows          {_median(first, 'inSight'):6.1f} ms")
    print(f"  to the last row                                      {_median(first, 'whole'):6.1f} ms")
    print(f"  the longest without an answer, after the screen      {_median(first, 'longest'):6.1f} ms")
    print(f"  drawn again after a change                           {_median(again, 'inSight'):6.1f} ms")
    slowest = max(time["inSight"] for time in again)
    print(f"  the slowest of those                                 {slowest:6.1f} ms")
    print(f"  at most, to the screen                               {DRAWING_LIMIT_MS:6.1f} ms")
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


def _median(times: list[dict[str, float]], name: str) -> float:
    return median(time[name] for time in times)


def _measure_board(browser: Browser, address: str) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    first: list[dict[str, float]] = []
    again: list[dict[str, float]] = []
    plans = format_document(*_plans(ON_THE_BOARD))
    for _ in range(LOADS):
        page = open_page(browser, address)
        keep(page, format_document(*_plans(1)))
        page.reload()
        page.locator(".fu-board__plan").wait_for()
        # The theme reads its search index meanwhile, and wants the processor too.
        page.wait_for_load_state("networkidle")
        keep(page, plans)
        first += page.evaluate(_DRAW_AGAIN, [DOCUMENT_KEY, ON_THE_BOARD, 1])
        again += page.evaluate(_DRAW_AGAIN, [DOCUMENT_KEY, ON_THE_BOARD, ROUNDS])
        page.close()
    return first, again


def _measure_import(browser: Browser, address: str, slower: int) -> list[float]:
    text = format_backup(*_plans(IN_A_FILE))
    times = []
    for _ in range(IMPORTS):
        page = open_page(browser, address, slower=slower)
        backup = BackupPage(page).awake()
        backup.choose_file("follow-ups.json", text)
        backup.preview.wait_for()
        time: Any = backup.backup.evaluate(_BRING_IN)
        times.append(time)
        page.close()
    return times
