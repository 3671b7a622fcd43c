"""What is wrong, as a page: ``make serve`` shows it in place of the site until it is mended."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup.problems import Problem

_AROUND = 2
"""Lines shown above and below the one that is meant."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: #d8cfc0; --soft: #fff; --mark: #ffd9cf; --muted: #5d5a55; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --line: #3a4348; --soft: #1a2226; --mark: #7a2f1d; --muted: #a9b1b5; }}
}}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; }}
h1 {{ font-size: 1.5rem; margin: 0 0 0.25rem; }}
h2 {{ font: 600 1rem/1.4 ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }}
section {{ border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; }}
p {{ margin: 0.25rem 0 0.75rem; overflow-wrap: anywhere; }}
.lead {{ color: var(--muted); }}
pre {{ background: var(--soft); border: 1px solid var(--line); margin: 0; padding: 0.5rem 0; }}
pre {{ overflow-x: auto; }}
pre span {{ display: block; padding: 0 0.75rem; }}
pre i {{ color: var(--muted); display: inline-block; font-style: normal; user-select: none; width: 3.5em; }}
pre .here {{ background: color-mix(in srgb, var(--mark) 45%, transparent); }}
mark {{ background: var(--mark); color: inherit; outline: 1px solid; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="lead">The site comes back by itself when this is mended and saved.</p>
{body}
</main>
</body>
</html>
"""


def render_error_page(problems: Sequence[Problem], notes: Sequence[str], sources: Mapping[str, str]) -> str:
    """Return a complete HTML page, which loads nothing.

    Args:
        problems: what is wrong, and where.
        notes: what is wrong without a place: lines of plain text.
        sources: the texts of the files that the problems name, by path; one may be missing.
    """
    count = len(problems) + len(notes)
    title = "One thing stops the site" if count == 1 else f"{count} things stop the site"
    body = [*_sections(problems, sources), *(f"<section><p>{escape(note)}</p></section>" for note in notes)]
    return _PAGE.format(title=title, body="\n".join(body))


def _sections(problems: Sequence[Problem], sources: Mapping[str, str]) -> Iterator[str]:
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        yield f"<section>\n<h2>{escape(place)}</h2>\n<p>{escape(problem.message)}</p>"
        text = sources.get(problem.path)
        if text:
            label = escape(f"{problem.path}, line {problem.line}")
            # Scrolled sideways with the keyboard, where a line is long.
            excerpt = "".join(_excerpt(problem, text))
            yield f'<pre tabindex="0" role="region" aria-label="{label}">{excerpt}</pre>'
        yield "</section>"


def _excerpt(problem: Problem, text: str) -> Iterator[str]:
    lines = text.removesuffix("\n").split("\n")
    if problem.line == len(lines) + 1:
        lines.append("")
    first = max(1, problem.line - _AROUND)
    for number in range(first, min(len(lines), problem.line + _AROUND) + 1):
        line = lines[number - 1]
        if number == problem.line:
            yield f'<span class="here"><i>{number}</i>{_mark(line, problem.column)}</span>'
        else:
            yield f"<span><i>{number}</i>{escape(line)}</span>"


def _mark(line: str, column: int) -> str:
    """Return a line with one character marked; with a mark at its end where the column lies behind it."""
    index = min(column - 1, len(line))
    marked = line[index : index + 1] or " "
    return f"{escape(line[:index])}<mark>{escape(marked)}</mark>{escape(line[index + 1 :])}"
