"""Cases of broken content, ``tests/cases/errors/*.yml``: how the site differs, and what is said of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

CASES = Path(__file__).parents[1] / "cases"
SITE = CASES / "site"
"""The smallest content that is valid: what every case differs from."""

_EXPECT = "\nexpect: "
_KEYS = {"about", "files", "replace", "folders", "links", "encoding", "line_ends", "expect"}


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """One way to get the content wrong.

    Attributes:
        path: its own file.
        files: by path, a text laid over the valid site, or None where a file is taken away.
        replace: by path, what to write in place of a text that stands there once.
        folders: paths whose place a folder takes.
        links: by path, where the symbolic link leads that takes its place.
        encoding: how ``files`` are saved.
        line_ends: how their lines end.
        expect: the lines ``path:line:column: message``, in order; empty where nothing is wrong.
    """

    path: Path
    files: dict[str, str | None]
    replace: dict[str, dict[str, str]]
    folders: list[str]
    links: dict[str, str]
    encoding: str
    line_ends: str
    expect: str

    def lay_out(self, root: Path) -> None:
        """Write its site into the folder ``root``, which must not exist."""
        shutil.copytree(SITE, root)
        for name, text in self.files.items():
            if text is None:
                (root / name).unlink()
            else:
                self._write(root / name, text)
        for name, changes in self.replace.items():
            text = (root / name).read_text(encoding="utf-8")
            for old, new in changes.items():
                assert text.count(old) == 1, f"{self.path.name}: {old!r} must stand once in {name}"
                text = text.replace(old, new)
            self._write(root / name, text)
        for name in (*self.folders, *self.links):
            (root / name).unlink(missing_ok=True)
        for name in self.folders:
            (root / name).mkdir(parents=True)
        for name, target in self.links.items():
            (root / name).symlink_to(target)

    def accept(self, lines: str) -> None:
        """Write ``lines`` into its file as what is expected."""
        head = self.path.read_text(encoding="utf-8").partition(_EXPECT)[0].rstrip("\n")
        block = "|\n" + "".join(f"  {line}\n" for line in lines.splitlines()) if lines else '""\n'
        self.path.write_text(head + _EXPECT + block, encoding="utf-8", newline="\n")

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", self.line_ends).encode(self.encoding))


def load_case(path: Path) -> ErrorCase:
    """Read a case from its file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(data) <= _KEYS, f"{path.name}: unknown keys {set(data) - _KEYS}"
    return ErrorCase(
        path=path,
        files=data.get("files", {}),
        replace=data.get("replace", {}),
        folders=data.get("folders", []),
        links=data.get("links", {}),
        encoding=data.get("encoding", "utf-8"),
        line_ends=data.get("line_ends", "\n"),
        expect=data.get("expect", ""),
    )
