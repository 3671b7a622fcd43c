"""The lines of the architecture, held against what the files import and call.

The table below is its documentation: data flows one way, from its top to its end. Who adds a module adds a
line, and says by its place what the module may know.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
HOOKS = PROJECT / "hooks"
COMPONENTS = PROJECT / "overrides" / "components"

# A module or package of hooks/followup; what it may import of those above it; what else that Python lacks.
LAYERS: list[tuple[str, str, str]] = [
    ("problems", "", ""),
    ("problem_formats", "problems", ""),
    ("web_addresses", "", ""),
    ("prefilled_links", "", ""),
    ("browser_libraries", "problems", ""),
    ("edition", "", ""),
    ("days", "", ""),
    # What is wrong, as a page; and what it is, where no check has found it.
    ("error_page", "problems", ""),
    ("failures", "problems", "jinja2"),
    ("template_cache", "", "jinja2"),
    # A page as it is published, to the policy that fits it.
    ("content_security", "", ""),
    ("published_code", "", ""),
    ("page_styles", "", ""),
    ("navigation", "", ""),
    ("theme_repairs", "", "jinja2"),
    # Text to data that remember their places.
    ("yaml_syntax", "problems", "yaml"),
    ("yaml_source", "problems yaml_syntax", "yaml"),
    ("page_beginnings", "problems", ""),
    ("markdown_source", "problems yaml_syntax yaml_source page_beginnings", ""),
    ("link_targets", "markdown_source", ""),
    ("link_slips", "problems markdown_source link_targets", ""),
    ("item_ids", "markdown_source", ""),
    # Data to a checked model. A model sees neither YAML nor Jinja nor MkDocs.
    ("models", "problems", "pydantic pydantic_core"),
    # What editors and authors are told of the models.
    ("schemas", "models", "pydantic"),
    ("guide", "models", "pydantic yaml"),
    # A file to begin with, from what an author names.
    ("new_content", "models", "yaml"),
    ("holiday_calendars", "models", "holidays"),
    ("validation", "problems yaml_source", "pydantic pydantic_core"),
    ("pictures", "", "PIL"),
    (
        "catalog",
        "problems edition yaml_source markdown_source models holiday_calendars validation pictures",
        "pydantic",
    ),
    ("block_checks", "problems markdown_source catalog", ""),
    # The prose of a page, and what in it is the figure of a survey.
    ("passages", "markdown_source", ""),
    ("survey_figures", "", ""),
    # What a link can open.
    ("directory", "models catalog", ""),
    # A model to HTML, bytes or Markdown.
    ("rendering", "days models catalog directory prefilled_links", "babel jinja2 markdown markupsafe"),
    ("downloads", "models catalog rendering", "markdown reportlab"),
    ("data_files", "models catalog holiday_calendars", ""),
    ("pages", "models guide catalog", "yaml"),
    ("embeds", "catalog rendering", ""),
    # What others find of it: the search, and the feed of articles.
    ("search_index", "models catalog", ""),
    ("feed", "", ""),
    # What has been published, under which names.
    ("markdown_pages", "problems days edition yaml_source markdown_source models validation pages", ""),
    ("former_names", "catalog markdown_pages", ""),
    ("permalinks", "problems models catalog pages", ""),
    # Blocks that Markdown has left as they were written.
    ("rendered_blocks", "problems markdown_source", "markdown"),
    # Markdown's extensions.
    (
        "markdown_blocks",
        "problems markdown_source models catalog block_checks directory rendering embeds rendered_blocks",
        "markdown pymdownx",
    ),
    ("citations", "markdown_source", "markdown"),
    ("checklist_items", "models", "markdown"),
    # The links that a command writes, and the page that each opens.
    ("page_anchors", "problems markdown_source catalog checklist_items", "markdown"),
    ("link_requests", "problems models prefilled_links", ""),
    ("short_names", "problems models catalog prefilled_links link_requests", ""),
    # What is wrong with the pages; and all that is wrong, in one reading.
    ("theme_files", "", ""),
    ("front_matter", "problems yaml_source markdown_pages models theme_files", ""),
    (
        "articles",
        "problems yaml_source markdown_source passages models catalog validation markdown_pages",
        "",
    ),
    (
        "citation_checks",
        "problems yaml_source markdown_source models passages survey_figures markdown_pages",
        "",
    ),
    (
        "page_links",
        (
            "problems yaml_source markdown_source models catalog markdown_pages link_targets link_requests "
            "page_anchors prefilled_links web_addresses"
        ),
        "",
    ),
    # What authors change in MkDocs' own settings.
    ("site_settings", "problems yaml_source web_addresses", ""),
    (
        "project",
        (
            "problems edition yaml_source page_beginnings markdown_source catalog block_checks pages "
            "markdown_pages former_names permalinks page_anchors short_names front_matter articles "
            "citation_checks page_links models theme_files link_slips rendered_blocks "
            "site_settings"
        ),
        "",
    ),
    # The pictures of pages whose links are shared.
    ("sharing_card", "models", "PIL"),
    ("card_files", "browser_libraries sharing_card", ""),
    # Every component's examples, for those who work on them.
    ("example_files", "problems yaml_source markdown_source models validation catalog block_checks", ""),
    ("previews", "models pages prefilled_links", ""),
    # All of it together, and what starts it: a command, and MkDocs, which the last three alone know.
    (
        "site",
        (
            "problems edition markdown_source catalog rendering downloads data_files pages "
            "markdown_blocks rendered_blocks articles citations checklist_items browser_libraries embeds "
            "markdown_pages former_names permalinks "
            "models short_names sharing_card card_files example_files previews project directory "
            "search_index feed page_styles"
        ),
        "markdown",
    ),
    (
        "commands",
        (
            "problems edition problem_formats markdown_source item_ids models schemas guide new_content "
            "pages permalinks prefilled_links page_anchors link_requests project site"
        ),
        "rich typer watchdog",
    ),
    ("__main__", "", "typer"),
    ("page_cache", "markdown_blocks", "mkdocs"),
    (
        "events",
        (
            "problems edition failures template_cache theme_repairs content_security published_code "
            "page_styles rendering search_index site navigation"
        ),
        "jinja2 mkdocs page_cache",
    ),
    ("serving", "problems failures error_page", "mkdocs"),
]

# Who may look at the disk; all others are given what they need. Paths may be named where they are handed on.
MAY_READ_FILES = {
    "browser_libraries",
    "card_files",
    "catalog",
    "site",
    "commands",
    "events",
    "project",
    "example_files",
    "theme_files",
    "serving",
}
MAY_NAME_PATHS = MAY_READ_FILES | {"rendering"}
DISK_AND_NETWORK = {"glob", "http", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "urllib"}
READING_AND_WRITING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"}
# The parts of an empty Word file stand beside the code that fills them, and are read as the package's own: so
# are the written part of the guide and the files to begin with.
# A picture is opened from the bytes that are given.
OF_ITS_OWN = {
    ("downloads", "read_bytes"),
    ("downloads", "iterdir"),
    ("guide", "read_text"),
    ("new_content", "read_text"),
    ("pictures", "open"),
}

CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}

MODULES = sorted([*(HOOKS / "followup").rglob("*.py"), *HOOKS.glob("*.py")])
SCRIPTS = sorted(COMPONENTS.rglob("*.mjs"))


def name_of(path: Path) -> str:
    """Return the module or package that ``path`` belongs to, as the table calls it."""
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return parts[1] if parts[0] == "followup" and len(parts) > 1 else parts[0]


def imports_of(path: Path) -> set[str]:
    """Return the dotted names that a module imports, those for types alone included."""
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            whole = node.module or ""
            names |= {f"{whole}.{alias.name}" for alias in node.names} if whole == "followup" else {whole}
    return names


def calls_of(path: Path) -> set[str]:
    """Return the last names of all that a module calls: ``open`` of ``open(x)`` and of ``x.open()``."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    return {call.id for call in calls if isinstance(call, ast.Name)} | {
        call.attr for call in calls if isinstance(call, ast.Attribute)
    }


def own_imports_of(path: Path) -> set[str]:
    own = {name.split(".")[1] for name in imports_of(path) if name.startswith("followup.")}
    return own - {name_of(path)}


def outside_imports_of(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - {"followup"}


def relative(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def test_the_table_itself_flows_one_way() -> None:
    above: set[str] = set()
    for name, own, _ in LAYERS:
        assert set(own.split()) <= above, f"{name} may only import what stands above it in the table"
        above.add(name)


@pytest.mark.parametrize("path", MODULES, ids=relative)
class TestLibrary:
    def test_it_imports_what_its_line_allows(self, path: Path) -> None:
        lines = {name: (set(own.split()), set(outside.split())) for name, own, outside in LAYERS}
        if path == HOOKS / "followup" / "__init__.py":
            assert own_imports_of(path) | outside_imports_of(path) == set()
            return
        assert name_of(path) in lines, f"{relative(path)} has no line in the table: what may it know?"
        own, outside = lines[name_of(path)]
        assert own_imports_of(path) <= own
        assert outside_imports_of(path) <= outside

    def test_it_reads_files_only_where_that_is_its_job(self, path: Path) -> None:
        name = name_of(path)
        if name not in MAY_NAME_PATHS:
            assert not {imported.partition(".")[0] for imported in imports_of(path)} & DISK_AND_NETWORK
        if name not in MAY_READ_FILES:
            assert not {
                call for call in calls_of(path) & READING_AND_WRITING if (name, call) not in OF_ITS_OWN
            }

    def test_it_is_given_the_time(self, path: Path) -> None:
        if path != HOOKS / "followup" / "commands" / "build_day.py":
            assert not calls_of(path) & CLOCKS


def script_imports_of(path: Path) -> set[str]:
    """Return the addresses that a script imports, in code, on demand and for types.

    A library's types may be named in a comment; its code comes from ``vendor/``, where the build puts it.
    """
    statement = r"""\b(?:from\s+|import\s+|import\s*\(\s*)["']([^"'\n]+)["']"""
    text = re.sub(
        r"^ \* @import .* from \"fflate\"$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return set(re.findall(statement, text))


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
class TestBrowser:
    def test_it_imports_shared_modules_and_those_beside_it(self, path: Path) -> None:
        imports = script_imports_of(path)
        if path == COMPONENTS / "all.mjs":
            # an element's own module, by its name; and what no element does
            allowed = r"\./(?P<element>[a-z-]+)/(?P=element)\.mjs|\./shared/(?:copy-link|empty-storage)\.mjs"
        elif path.parent == COMPONENTS / "shared":
            allowed = r"\./[a-z-]+\.mjs"
        else:
            allowed = r"\.\./shared/[a-z-]+\.mjs|\./[a-z-]+\.mjs"
        assert [imported for imported in imports if not re.fullmatch(allowed, imported)] == []
        assert [imported for imported in imports if not (path.parent / imported).is_file()] == []

    def test_elements_are_defined_in_one_place(self, path: Path) -> None:
        defines = re.search(r"customElements\s*\.\s*define", path.read_text(encoding="utf-8")) is not None
        assert defines == (path == COMPONENTS / "all.mjs")

    def test_data_never_become_markup_or_code(self, path: Path) -> None:
        markup = r"\b((inner|outer|insertAdjacent|set)HTML\w*|createContextualFragment|srcdoc|DOMParser)\b"
        code = r"\beval\s*\(|new\s+Function\b|document\s*\.\s*write"
        handlers = r"""\.on[a-z]+\s*=[^=]|setAttribute\(\s*["']on"""
        assert re.findall(f"{markup}|{code}|{handlers}", path.read_text(encoding="utf-8")) == []

    def test_it_is_given_the_time(self, path: Path) -> None:
        clocks = r"new\s+Date\s*\(\s*\)|\bDate\s*\.\s*now|performance\s*\.\s*now"
        reads = re.search(clocks, path.read_text(encoding="utf-8"))
        assert (reads is not None) == (path == COMPONENTS / "shared" / "today.mjs")


def test_there_is_something_to_hold() -> None:
    assert len(MODULES) > 20
    assert len(SCRIPTS) > 10
    assert {name for name, _, _ in LAYERS} == {name_of(path) for path in MODULES} - {"__init__"}
