from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.models.placeholders import (
    FieldPart,
    StrayPart,
    fill_placeholders,
    find_stray_code,
    parse_placeholders,
)

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
FIELDS = st.builds(
    lambda name, space: f"{{{{{space}{name}{space}}}}}", IDS, st.sampled_from(["", " ", "  ", "\n"])
)
ANYTHING = st.lists(st.text() | FIELDS | st.sampled_from(["{", "}", "{%", "#}", "{{"])).map("".join)


@given(text=ANYTHING)
@example("{{{ name }}}")
@example("{{ a }}{{ b }}")
def test_parts_joined_again_give_the_text(text: str) -> None:
    joined = ""
    for part in parse_placeholders(text):
        if isinstance(part, FieldPart):
            assert part.offset == len(joined)
            written = text[part.offset : text.index("}}", part.offset) + 2]
            assert written.strip("{} \n\t\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029") == part.field
            joined += written
        else:
            assert part
            joined += part
    assert joined == text


@given(text=ANYTHING)
def test_what_looks_like_code_is_a_field_or_stray(text: str) -> None:
    strays = find_stray_code(text)
    for stray in strays:
        assert text[stray.offset :].startswith(stray.text)
    literal = "\n".join(part for part in parse_placeholders(text) if isinstance(part, str))
    assert bool(strays) == any(sign in literal for sign in ("{{", "}}", "{%", "%}", "{#", "#}"))


@given(
    names=st.lists(IDS, min_size=1), between=st.text(alphabet="ab {}\n").filter(lambda text: "{" not in text)
)
def test_fields_are_filled_in(names: list[str], between: str) -> None:
    between = between.replace("}", "")
    text = between.join(f"{{{{ {name} }}}}" for name in names)
    values = {name: f"<{name}>{{{{ x }}}}" for name in names}
    assert fill_placeholders(text, values) == between.join(values[name] for name in names)


def test_a_field_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        fill_placeholders("{{ name }}", {})


def test_parts_are_in_order() -> None:
    parts = parse_placeholders("Hi {{contact}}, {{  name  }}")
    assert parts == ("Hi ", FieldPart("contact", 3), ", ", FieldPart("name", 16))


@pytest.mark.parametrize(
    ("text", "strays"),
    [
        ("{{ a.b }}", [StrayPart("{{ a.b }}", 0)]),
        (
            "x {{ name | upper }} {% if y %}",
            [StrayPart("{{ name | upper }}", 2), StrayPart("{% if y %}", 21)],
        ),
        ("{{ a {{ name }} b }}", [StrayPart("{{", 0), StrayPart("}}", 18)]),
        ("{{{ name }}", [StrayPart("{{{ name }}", 0)]),
        ("{{ name }}}", [StrayPart("{{ name }}}", 0)]),
        ("{{{ name }}}", [StrayPart("{{{ name }}}", 0)]),
        ("{{ Name }}", [StrayPart("{{ Name }}", 0)]),
        ("{# " + "x" * 50 + " #}", [StrayPart("{# " + "x" * 27, 0)]),
        ("{{\nname.x\n}}", [StrayPart("{{", 0), StrayPart("}}", 10)]),
        ("{ name } 100 % }", []),
        ("{{ name }}{{ name }}", []),
    ],
)
def test_stray_code_is_found(text: str, strays: list[StrayPart]) -> None:
    assert list(find_stray_code(text)) == strays
