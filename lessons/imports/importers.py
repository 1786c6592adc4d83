"""Who imports, and what exists for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msn_kb.core.access import Viewer, is_guarded


@dataclass(frozen=True)
class Importer:
    """A curator or administrator; without a ``user`` whoever runs the command on the machine itself, who has the
    whole database at hand anyway.
    """

    user: Any = None

    @property
    def may_import(self) -> bool:
        """Whether this person may import at all (``contract.md``, Roles)."""
        if self.user is None:
            return True
        viewer = Viewer.of(self.user)
        return viewer.is_curator or viewer.is_administrator

    @property
    def sees_everything(self) -> bool:
        """Whether no entry is hidden from this person."""
        return self.user is None or Viewer.of(self.user).is_administrator

    def sees(self, queryset: Any) -> Any:
        """Those of ``queryset`` that exist for this person."""
        return queryset if self.user is None else queryset.visible_to(self.user)

    def every(self, model: Any) -> Any:
        """The records of ``model`` that exist for this person, in no order."""
        found = model._default_manager.order_by()
        return self.sees(found) if is_guarded(model) else found
