"""What a page makes a phone fetch before it is touched: our scripts and style sheets, each compressed."""

from __future__ import annotations

from bench.phone import VIEWPORT, browse_the_site
from tests.browser.page_weight import KINDS_OF_PAGE, SCRIPT_LIMIT_KB, STYLE_LIMIT_KB, weigh


def measure_page_weight() -> None:
    """Print kilobytes and files of each kind of page."""
    with browse_the_site() as (browser, site):
        print("Ours on a page, before it is touched, compressed:")
        for kind, address in KINDS_OF_PAGE.items():
            page = browser.new_page(base_url=site, viewport=VIEWPORT)
            weight = weigh(page, address)
            page.close()
            print(
                f"  {kind:<12} {weight.script:5.1f} kB of script {weight.style:5.1f} kB of style "
                f"{weight.files:3} files"
            )
        print(f"  at most      {SCRIPT_LIMIT_KB:5.1f} kB            {STYLE_LIMIT_KB:5.1f} kB")
