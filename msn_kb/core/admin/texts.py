"""What a title, a name or any other text of one line may hold."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError

LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
# They turn the order of what follows, beyond the title's end too: “gpj.exe” is shown where “exe.jpg” stands.
# The plain marks of direction (U+200E, U+200F), which Arabic titles need, do no harm.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def validate_one_line(value: str) -> None:
    """Raise ``ValidationError`` where ``value`` holds a line break or a character that steers what is shown."""
    if LINE_BREAKS & set(value):
        raise ValidationError("This has to be one line: take the line break out.", code="line_break")
    for char in value:
        if char in BIDI_CONTROLS or unicodedata.category(char) == "Cc":
            raise ValidationError(
                "This holds an invisible control character (%(code)s): type the text anew.",
                params={"code": f"U+{ord(char):04X}"},
                code="control_character",
            )
