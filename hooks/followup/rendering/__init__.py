"""Models to HTML, each through its own component's template. Opens no file but the templates."""

from followup.rendering.components import ComponentRenderer
from followup.rendering.links import Linker

__all__ = ["ComponentRenderer", "Linker"]
