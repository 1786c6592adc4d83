"""History: every change to every record, whoever makes it and by whatever way, kept by the database itself.

``triggers`` writes a row for each row that changes, in the transaction that changes it; ``authors`` tells the database
who is writing and why; ``versions`` reads the rows back as versions of a record; ``undoing`` turns them back. Decision
0015 says why triggers do it.
"""

from .authors import changing, explain
from .models import RowChange

__all__ = ["RowChange", "changing", "explain"]
