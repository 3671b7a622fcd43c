"""An e-mail draft: what a mail program opens as a message still to be sent."""

from __future__ import annotations

from email.charset import QP, Charset
from email.message import Message
from email.policy import compat32
from typing import TYPE_CHECKING

from followup.models.placeholders import fill_placeholders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.models.message import Variant


def render_email_draft(variant: Variant, labels: Mapping[str, str]) -> bytes:
    """Return an e-mail variant as RFC 5322 text with CRLF line ends, its blanks shown as ``[label]``.

    ``X-Unsent`` makes Outlook open it for writing; other programs show it, and can edit it as a new message.
    From and Date, which every message sent must have (RFC 5322 3.6), are added by the program that sends it:
    invented ones would only have to be removed. To is left out too, since it may not be empty (3.6.3).

    Args:
        variant: the variant; it must have a subject.
        labels: what to call each of its fields.
    """
    blanks = {field: f"[{label}]" for field, label in labels.items()}
    # The newer EmailMessage loses spaces when it encodes a long subject that is not all ASCII.
    draft = Message(policy=compat32.clone(linesep="\r\n"))
    draft["Subject"] = _unfolded(fill_placeholders(variant.subject or "", blanks))
    draft["X-Unsent"] = "1"
    draft["MIME-Version"] = "1.0"
    charset = Charset("utf-8")
    charset.body_encoding = QP
    draft.set_payload(fill_placeholders(variant.body, blanks) + "\n", charset)
    return draft.as_bytes()


def _unfolded(text: str) -> str:
    """Return ``text`` on one line and without control characters, as a header must be."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
