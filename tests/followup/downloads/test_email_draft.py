"""A draft comes back from a mail program as it went in."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from followup.downloads.email_draft import render_email_draft
from followup.models.message import Variant

if TYPE_CHECKING:
    from email.message import EmailMessage

    from followup.models.message import Message


# Braces would make fields of their own.
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="{}")


def parsed(draft: bytes) -> EmailMessage:
    return message_from_bytes(draft, policy=default)


def body_of(draft: EmailMessage) -> str:
    content: str = draft.get_content()
    return content.replace("\r\n", "\n")


def test_subject_and_body_come_back_with_visible_blanks(message: Message) -> None:
    assert message.email is not None
    draft = parsed(render_email_draft(message.email, message.labels))
    assert draft["Subject"] == "The [The job] job – a question"
    assert body_of(draft) == (
        "Hi [Who you spoke with],\n\n"
        "[Your reason for writing] I’d still love the [The job] job, *and* the _team_. "
        "This line is longer than any mail program would leave it, and must come back whole.\n\n"
        "[Something they said, as a sentence]\n\n"
        "Warm regards,\nAlex\n"
    )
    assert draft.defects == []


def test_it_is_unsent_and_invents_nobody(message: Message) -> None:
    assert message.email is not None
    draft = render_email_draft(message.email, message.labels)
    assert parsed(draft)["X-Unsent"] == "1"
    assert {"to", "from", "date"}.isdisjoint(key.lower() for key in parsed(draft))
    assert parsed(draft).get_content_type() == "text/plain"


def test_lines_end_in_crlf_and_are_short_and_ascii(message: Message) -> None:
    assert message.email is not None
    draft = render_email_draft(message.email, message.labels)
    assert draft.count(b"\n") == draft.count(b"\r\n")
    assert draft.isascii()
    assert max(map(len, draft.split(b"\r\n"))) <= 78


@settings(deadline=None, max_examples=300)
@given(
    subject=st.text(SIGNS, min_size=1, max_size=200),
    body=st.text(SIGNS, min_size=1, max_size=400),
    label=st.text(max_size=60),
)
# A subject in which the standard library's EmailMessage loses a space.
@example(subject="0000 00000¡¡¡¡¡¡", body="0", label="000000000¡¡¡¡¡ ¡")
def test_any_text_survives(subject: str, body: str, label: str) -> None:
    variant = Variant.model_construct(
        channel="email", tone="warm", subject=subject + "{{ contact }}", body=body + "\n{{ contact }}"
    )
    draft = parsed(render_email_draft(variant, {"contact": label}))
    assert draft.defects == []
    assert draft["Subject"].defects == ()
    printable = "".join(sign if sign.isprintable() else " " for sign in f"{subject}[{label}]")
    assert draft["Subject"] == " ".join(printable.split())
    lines = f"{body}\n[{label}]\n".replace("\r\n", "\n").replace("\r", "\n")
    assert body_of(draft) == lines
