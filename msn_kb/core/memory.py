"""How the interpreter of a server tidies its memory.

Everything that the program consists of is there for good: some hundred thousand objects, which Python's collector of
garbage would look through again and again while somebody waits, for a tenth of a second each time.
"""

from __future__ import annotations

import gc

# New objects between two collections of the young, of the middle-aged and of the old: a long page makes about as many.
THRESHOLDS = (20_000, 20, 20)


def settle() -> None:
    """Leave what is there now alone, and look less often. For a server's process once the program is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def unsettle() -> None:
    """Back to Python's own ways."""
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
