"""What the triggers write."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class RowChange(models.Model):
    """One row of one table was added, changed or taken away.

    ``record_table`` and ``record_id`` tell the record that the row belongs to, which may be the row itself.
    ``before`` and ``after`` hold all columns of a row that was taken away or added, and of one that was changed only
    the columns that differ. Who may read them is decided by whoever may see the record.
    """

    has_history = False

    transaction = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    record_table = models.CharField(max_length=63)
    record_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    # Kept when the account goes: a number that then leads nowhere.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    reason = models.TextField(blank=True, db_default="")
    origin = models.CharField(max_length=40, blank=True, db_default="")

    class Meta:
        app_label = "core"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes = [
            models.Index(fields=["record_table", "record_id", "id"], name="core_rowchange_record"),
            models.Index(fields=["transaction"], name="core_rowchange_transaction"),
            models.Index(
                fields=["table", "-id"],
                condition=models.Q(after__isnull=True, row_id=models.F("record_id")),
                name="core_rowchange_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"
