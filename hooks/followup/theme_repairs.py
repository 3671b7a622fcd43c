"""What is invalid or slow in the theme's own templates, mended where no block of theirs can be overridden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2.ext import Extension

if TYPE_CHECKING:
    from collections.abc import Mapping

_BUNDLE = "'assets/javascripts/bundle.a5f9d56c.min.js' | url"

THEME_REPAIRS: Mapping[str, Mapping[str, str]] = {
    "base.html": {
        # HTML, 4.10.18.7: a checkbox takes no "autocomplete".
        # Without script it is what opens the menu: it has a name.
        'id="__drawer" autocomplete="off"': 'id="__drawer" aria-label="Menu"',
        'id="__search" autocomplete="off"': 'id="__search"',
        # An author's description is text, and may quote.
        'content="{{ page.meta.description }}"': 'content="{{ page.meta.description | e }}"',
        # Nothing of what is read waits for the theme's script.
        f'<script src="{{{{ {_BUNDLE} }}}}"></script>': (
            f"{{% with bundle = {_BUNDLE} %}}"
            '{% include "partials/javascripts/after-first-paint.html" %}{% endwith %}'
        ),
    },
    "partials/header.html": {
        # WCAG 2.2, 2.1.1: a keyboard opens the menu too.
        '<label class="md-header__button md-icon" for="__drawer">\n'
        '      {% set icon = config.theme.icon.menu or "material/menu" %}\n'
        '      {% include ".icons/" ~ icon ~ ".svg" %}\n'
        "    </label>": '{% include "partials/menu.html" %}',
    },
    "partials/nav-item.html": {
        # HTML, 6.6.3: "tabindex" is a whole number, or is not there.
        ' tabindex="{{ tabindex }}"': '{% if tabindex %} tabindex="{{ tabindex }}"{% endif %}',
        # The menu of small screens has a table of contents too: two landmarks of one kind need two names.
        '{% include "partials/toc.html" %}': (
            '{% with toc_name = "On this page" %}{% include "partials/toc.html" %}{% endwith %}'
        ),
        # Where one is, is said too: "page" of the page itself, "true" of what it is one of.
        '<a href="{{ nav_item.url | url }}" class="md-nav__link md-nav__link--active">': (
            '<a href="{{ nav_item.url | url }}" class="md-nav__link md-nav__link--active"'
            ' aria-current="page">'
        ),
        '<a href="{{ nav_item.url | url }}" class="md-nav__link">': (
            '<a href="{{ nav_item.url | url }}" class="md-nav__link"'
            '{% if nav_item.active %} aria-current="true"{% endif %}>'
        ),
    },
    "partials/tabs-item.html": {
        f'<a href="{{{{ {item}.url | url }}}}" class="md-tabs__link">': (
            f'<a href="{{{{ {item}.url | url }}}}" class="md-tabs__link"{{% if ref.active %}}'
            f""" aria-current="{{{{ 'page' if {item} == page else 'true' }}}}"{{% endif %}}>"""
        )
        for item in ("first", "nav_item")
    },
    "partials/toc.html": {'aria-label="{{ title | e }}"': 'aria-label="{{ toc_name | d(title) | e }}"'},
    "partials/search.html": {
        # What the theme's script does, said to those who do not see the list.
        'data-md-component="search-query" required>': (
            'data-md-component="search-query" aria-describedby="search-keys" required>'
            '<span class="fu-visually-hidden" id="search-keys">'
            "The arrow keys go through what is found.</span>"
        ),
        # WCAG 2.2, 4.1.2: a dialog has a name.
        'role="dialog"': 'role="dialog" aria-label="Search"',
        # WCAG 2.2, 4.1.3: how much was found is spoken too.
        'class="md-search-result__meta"': 'class="md-search-result__meta" role="status"',
    },
}
"""By template: what its text says, and what it has to say. Both are Jinja."""


class ThemeRepairs(Extension):
    """A Jinja extension that mends the theme's templates before they are compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Return a template's text with its repairs; all others come back as they are.

        Args:
            source: The text of a template.
            name: What the template is called, as in ``partials/toc.html``.
            filename: Where it stands.
        """
        for wrong, right in THEME_REPAIRS.get(name or "", {}).items():
            source = source.replace(wrong, right)
        return source
