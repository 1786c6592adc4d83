"""The list of peace processes as a picture."""

from __future__ import annotations

from msn_kb.core.lists.picturing import PicturePage, PictureView
from msn_kb.core.pictures import WorldMap

from ..pictures import MappedList, world_map
from ..places import PROCESSES


class ProcessMap(PictureView):
    """Peace processes by country."""

    title = "map of the world"
    picture_template = "records/_picture_world.html"

    def picture(self, page: PicturePage) -> WorldMap:
        processes = MappedList(PROCESSES.noun, page.filterset, page.list_address)
        return world_map("processes-by-country", "Peace processes by country", [processes])
