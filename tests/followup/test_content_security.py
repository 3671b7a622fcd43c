"""What a page may do: the policy in it, made from what it holds, and the headers for its host."""

from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.content_security import add_policy, build_policy, render_headers

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A page</title>
    {head}
  </head>
  <body>{body}</body>
</html>
"""


def make_page(head: str = "", body: str = "") -> str:
    return PAGE.format(head=head, body=body)


def source_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def sources(html: str, directive: str) -> list[str]:
    directives = (part.split() for part in build_policy(html).split("; "))
    return {name: values for name, *values in directives}[directive]


def test_the_hash_is_that_of_the_specification() -> None:
    # Content Security Policy Level 3, 8.3 has this example.
    script = "<script>doSomething()</script>"
    assert source_of("doSomething()") in sources(make_page(body=script), "script-src")
    assert source_of("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_a_page_without_scripts_may_run_its_site_s_files_alone() -> None:
    assert build_policy(make_page()) == (
        "default-src 'self'; object-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<script>\n  a()\r\n</script>", ["\n  a()\n"]),
        ('<SCRIPT type="module">a()</SCRIPT >', ["a()"]),
        ("<script>b()</script><script>a()</script><script>b()</script>", ["b()", "a()"]),
        ("<script>if (a < b) { c('</p>') }</script>", ["if (a < b) { c('</p>') }"]),
        ("<script>“ä”</script>", ["“ä”"]),
        # Never run: a file, data, what stands in a comment.
        ('<script src="a.js"></script>', []),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script data-part="data" type="application/ld+json">{"a": 1}</script>', []),
        ("<!-- <script>a()</script> -->", []),
        # Handlers in attributes stay forbidden.
        ('<a onclick="a()">', []),
    ],
)
def test_inline_scripts_run_as_they_were_written(html: str, texts: list[str]) -> None:
    expected = ["'self'", *map(source_of, texts)]
    assert sources(make_page(head=html), "script-src") == expected
    assert sources(make_page(body=html), "script-src") == expected


def test_inline_styles_count_as_they_were_written() -> None:
    html = make_page(
        "<style>p { color: red }</style>", '<td style="text-align: right;"><p style="a: &quot;b&quot;">'
    )
    attributes = ["text-align: right;", 'a: "b"']
    assert sources(html, "style-src") == [
        "'self'",
        source_of("p { color: red }"),
        "'unsafe-hashes'",
        *map(source_of, attributes),
    ]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p style='color: red'>", ["color: red"]),
        ("<p style=color:red>", ["color:red"]),
        ('<p style = "color: red">', ["color: red"]),
        ('<P STYLE="color: red">', ["color: red"]),
        ('<p class="a"style="color: red"/>', ["color: red"]),
        ('<a title="a > b" style="color: red">', ["color: red"]),
        ('<a title="a > b"\nstyle=\'font: "A"\'>', ['font: "A"']),
        ('<p style="">', []),
        ('<p data-style="color: red">', []),
        ('<!-- <p style="color: red"> --> <p style>', []),
        # What is no tag, and no reason to stop.
        ('<![odd[ ]]> <!odd> <p style="color: red"><', ["color: red"]),
    ],
)
def test_a_style_counts_however_it_is_quoted(html: str, texts: list[str]) -> None:
    hashes = ["'unsafe-hashes'", *map(source_of, texts)] if texts else []
    assert sources(make_page(body=html), "style-src") == ["'self'", *hashes]


def test_nothing_lets_any_script_or_any_place_in() -> None:
    policy = build_policy(make_page("<script>a()</script>", '<p style="color: red">'))
    for word in ("unsafe-inline", "unsafe-eval", "http", "*", "blob:"):
        assert word not in policy


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (make_page("<script>a()</script>"), '<meta charset="utf-8">'),
        ('<head lang="en"><title>a</title><script>a()</script></head>', '<head lang="en">'),
        ("<!doctype html><HEAD>\n\n<META CHARSET=utf-8><script>a()</script>", "<META CHARSET=utf-8>"),
    ],
)
def test_the_policy_stands_first_after_the_encoding(html: str, before: str) -> None:
    start, _, rest = html.partition(before)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{build_policy(html)}">'
    assert add_policy(html) == f"{start}{before}\n{meta}{rest}"


@given(st.text(), st.text())
def test_twice_is_once(head: str, body: str) -> None:
    once = add_policy(make_page(head, body))
    assert add_policy(once) == once


def test_a_new_policy_takes_the_old_one_s_place() -> None:
    page = add_policy(make_page("<script>a()</script>"))
    changed = add_policy(page.replace("a()", "b()"))
    assert changed == add_policy(make_page("<script>b()</script>"))


def test_what_has_no_head_has_no_place_for_it() -> None:
    with pytest.raises(ValueError, match="without <head>"):
        add_policy("<p>Hello</p>")


FILES = [
    "404.html",
    "about/index.html",
    "assets/cards/about-0123456789abcdef.png",
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/lunr/min/lunr.de.min.js",
    "components/all.mjs",
    "embed/messages/thank-you/index.html",
    "go/interview/index.html",
    "index.html",
    "messages/index.html",
    "messages/thank-you/index.html",
]


def rules(text: str) -> list[tuple[str, list[str]]]:
    blocks = (block.split("\n") for block in text.strip().split("\n\n"))
    return [(place, [line.strip() for line in lines]) for place, *lines in blocks]


def test_pages_may_be_framed_by_their_own_site_and_embeds_by_all() -> None:
    policy = "Content-Security-Policy: frame-ancestors 'self'"
    framed = [place for place, headers in rules(render_headers(FILES)) if policy in headers]
    assert framed == ["/", "/404.html", "/index.html", "/about/*", "/go/*", "/messages/*"]


def test_only_what_never_changes_is_kept_for_long() -> None:
    kept = [place for place, headers in rules(render_headers(FILES)) if "immutable" in "".join(headers)]
    assert kept == ["/assets/javascripts/bundle.a5f9d56c.min.js", "/assets/cards/*"]


def test_no_header_stands_in_two_rules_for_one_address() -> None:
    found = rules(render_headers(FILES))
    for address in {f"/{name}" for file in FILES for name in (file, file.removesuffix("index.html"))}:
        matching = [
            line.partition(":")[0]
            for place, headers in found
            if place == address or (place.endswith("*") and address.startswith(place[:-1]))
            for line in headers
        ]
        assert sorted(matching) == sorted(set(matching)), address
        assert "X-Content-Type-Options" in matching


def test_the_order_of_files_makes_no_difference() -> None:
    assert render_headers(reversed(FILES)) == render_headers(FILES)
