"""Pictures drawn by the server: a matrix, bars, a timeline and a map of the world, each with its numbers as a table.

They know nothing of records: a view hands over labels, numbers and addresses that the visibility door has let
through, and includes the template of the same name (``pictures/_matrix.html`` and so on). Each module begins with an
example. The drawing is for the eye alone; the table beside it is the same thing for everyone else.
"""

from .bars import Bars
from .headings import Heading
from .levels import Levels
from .matrix import Matrix
from .timeline import Timeline, Years
from .world import Place, WorldMap

__all__ = ["Bars", "Heading", "Levels", "Matrix", "Place", "Timeline", "WorldMap", "Years"]
