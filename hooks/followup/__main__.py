"""The command line: ``python -m followup``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    # As Typer has them: some of its releases bring a Click of their own.
    from typer.core import TyperCommand

_COMMANDS = ("check", "link", "new", "permalinks", "schemas", "serve")
"""Each is a function of that name in a module of that name in ``followup.commands``."""


class _Commands(TyperGroup):
    """Loads a command when it is called for: a check needs nothing of what makes Word files."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # Typer's own context
        """Return the names of all commands."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | None:  # type: ignore[override] # as above
        """Return the command called ``cmd_name``, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"followup.commands.{cmd_name}")
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(getattr(module, cmd_name))
        command: TyperCommand = typer.main.get_command(alone)  # type: ignore[assignment] # one command makes one
        return command


app = typer.Typer(cls=_Commands, add_completion=False, no_args_is_help=True)


@app.callback()
def _describe() -> None:
    """Check the content of After the Interview, and write links to it."""


if __name__ == "__main__":
    app(prog_name="python -m followup")
