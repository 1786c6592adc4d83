"""The Traffic Light Protocol 2.0 (https://www.first.org/tlp/): its levels, their order, and what each asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models


class Handling(models.TextChoices):
    """Traffic Light Protocol 2.0, from open to closed. The program enforces the meaning; curators cannot edit it."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    RED = "red", "TLP:RED"


HANDLING_ORDER: tuple[str, ...] = tuple(Handling.values)

# Whose every view and export is kept in the access log.
CLOSED: tuple[str, ...] = (Handling.AMBER.value, Handling.RED.value)

# What whoever reads a level may do with it, in the protocol's sense and with this site's groups of people.
MEANING: Mapping[str, str] = {
    Handling.CLEAR.value: "Anybody may read it and pass it on.",
    Handling.GREEN.value: "Pass it on within the mediation support network only, and never by a public channel.",
    Handling.AMBER.value: "Pass it on to people of your own organization only, and only where they need to know it.",
    Handling.RED.value: "For your own eyes only: pass it on to nobody.",
}


def strictest(levels: Iterable[str]) -> str:
    """The most closed of ``levels``; ``clear`` where there are none."""
    return max(levels, key=HANDLING_ORDER.index, default=Handling.CLEAR.value)
