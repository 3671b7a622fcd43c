"""Templates that are compiled once."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from followup.template_cache import TemplateCache


def render(folder: Path, cache: TemplateCache) -> str:
    """Render in an environment of its own, as each build does."""
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
    environment.bytecode_cache = cache
    return environment.get_template("page.html").render(name="Sam")


def test_a_template_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_one = Environment.compile

    def count(self: Environment, source: str, *rest: object) -> object:
        compiled.append(source)
        return compile_one(self, source, *rest)  # type: ignore[call-overload] # handed on as it came

    monkeypatch.setattr(Environment, "compile", count)
    cache = TemplateCache()
    page = tmp_path / "page.html"
    page.write_text("Hello {{ name }}", "utf-8")
    assert [render(tmp_path, cache) for _ in range(3)] == ["Hello Sam"] * 3
    assert len(compiled) == 1
    page.write_text("Goodbye {{ name }}", "utf-8")
    assert [render(tmp_path, cache) for _ in range(2)] == ["Goodbye Sam"] * 2
    assert len(compiled) == 2
