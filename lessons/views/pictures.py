"""The list of lessons as pictures: gaps, years, countries."""

from __future__ import annotations

from msn_kb.core.lists.picturing import Control, PicturePage, PictureView
from msn_kb.core.pictures import Bars, Matrix, WorldMap

from ..pictures import COLUMNS, gap_matrix, lessons_map, yearly_bars


class LessonMatrix(PictureView):
    """Where much was learned, and where nothing: themes by phase, track or region."""

    title = "gaps"
    picture_template = "records/_picture_matrix.html"
    controls = (Control("rows", "Rows", {"theme": "Theme"}), Control("columns", "Themes by", COLUMNS))

    def picture(self, page: PicturePage) -> Matrix:
        return gap_matrix(page.filterset, page.list_address, page.values["columns"])


class LessonTimeline(PictureView):
    """Lessons by year and source."""

    title = "years"
    picture_template = "records/_picture_bars.html"

    def picture(self, page: PicturePage) -> Bars:
        return yearly_bars(page.filterset, page.list_address)


class LessonMap(PictureView):
    """Lessons and peace processes by country."""

    title = "map of the world"
    picture_template = "records/_picture_world.html"

    def picture(self, page: PicturePage) -> WorldMap:
        return lessons_map(page.filterset, page.list_address)
