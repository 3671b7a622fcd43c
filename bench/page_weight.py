"""What a page makes a phone fetch before it is touched: our scripts and style sheets, each compressed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium, this_machine
from tests.browser.page_weight import KINDS_OF_PAGE, SCRIPT_LIMIT_KB, STYLE_LIMIT_KB, weigh
from tests.browser.site import build_sites, serve_site


def measure_page_weight() -> None:
    """Print kilobytes and files of each kind of page."""
    path = find_chromium(this_machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build_sites(Path(folder))
        with serve_site("root", built / "root") as site:
            hosts = f"MAP {site.host}:80 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
            browser = playwright.chromium.launch(
                executable_path=path, args=[f"--host-resolver-rules={hosts}"]
            )
            print("Ours on a page, before it is touched, compressed:")
            for kind, address in KINDS_OF_PAGE.items():
                page = browser.new_page(base_url=site.address, viewport={"width": 390, "height": 844})
                weight = weigh(page, address)
                page.close()
                print(
                    f"  {kind:<12} {weight.script:5.1f} kB of script {weight.style:5.1f} kB of style "
                    f"{weight.files:3} files"
                )
            print(f"  at most      {SCRIPT_LIMIT_KB:5.1f} kB            {STYLE_LIMIT_KB:5.1f} kB")
            browser.close()
