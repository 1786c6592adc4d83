"""Which pages are measured, and as whom. ``{noun}`` stands for the record of that noun with most to show."""

from __future__ import annotations

from dataclasses import dataclass

VISITOR, MEMBER, CURATOR = "visitor", "member", "curator"
EVERYONE = (VISITOR, MEMBER, CURATOR)


@dataclass(frozen=True)
class Page:
    """A kind of page: what it is, its address with places for landmarks, and who opens it."""

    name: str
    address: str
    people: tuple[str, ...] = (VISITOR,)

    def path(self, landmarks: dict[str, str]) -> str:
        """The address of one such page."""
        return self.address.format(**landmarks)


def _list(nouns: str, *filters: str) -> list[Page]:
    """A list bare, with a frequent word, with a rare one, and under filters."""
    return [
        Page(f"{nouns}", f"/{nouns}/", EVERYONE),
        Page(f"{nouns}, frequent word", f"/{nouns}/?q={{frequent}}"),
        Page(f"{nouns}, rare word", f"/{nouns}/?q={{rare}}"),
        *[Page(f"{nouns}, filtered", f"/{nouns}/?{query}") for query in filters],
    ]


PAGES: list[Page] = [
    Page("home", "/", EVERYONE),
    *_list(
        "lessons",
        "theme={theme}",
        "region={region}&kind=challenge&year_min=2000",
        "organization={organization}&q={frequent}",
        "source={source}",
    ),
    Page("lessons, frequent words", "/lessons/?q={frequent}+peace+dialogue", EVERYONE),
    Page("lessons, hundred a page", "/lessons/?page_size=100", (CURATOR,)),
    Page("lessons, last page", "/lessons/?page=9999"),
    Page("lessons, by title", "/lessons/?sort=title"),
    *_list("cases", "country={country}", "theme={theme}"),
    *_list("organizations", "kind=ngo", "region={region}"),
    *_list("offices", "status=operational"),
    *_list("meetings", "organization={organization}"),
    *_list("processes", "country={country}", "organization={organization}"),
    *_list("sources", "organization={organization}", "kind=report"),
    Page("themes", "/themes/", EVERYONE),
    Page("glossary", "/glossary/"),
    Page("glossary, frequent word", "/glossary/?q={frequent}"),
    Page("countries", "/countries/"),
    Page("lesson", "/lessons/{lesson}/", EVERYONE),
    Page("case", "/cases/{case}/", EVERYONE),
    Page("organization", "/organizations/{organization}/", EVERYONE),
    Page("network", "/organizations/{network}/"),
    Page("office", "/offices/{office}/"),
    Page("meeting", "/meetings/{meeting}/"),
    Page("process", "/processes/{process}/", EVERYONE),
    Page("source", "/sources/{source}/", EVERYONE),
    Page("theme", "/themes/{theme}/", EVERYONE),
    Page("term", "/glossary/{term}/"),
    Page("contrast", "/glossary/contrasts/{contrast}/"),
    Page("country", "/countries/{country_code}/", EVERYONE),
    Page("region", "/regions/{region}/", EVERYONE),
    Page("world", "/regions/001/"),
    Page("matrix", "/lessons/matrix/", EVERYONE),
    Page("matrix, frequent word", "/lessons/matrix/?q={frequent}"),
    Page("timeline", "/lessons/timeline/"),
    Page("map", "/lessons/map/", EVERYONE),
    Page("map of processes", "/processes/map/"),
    Page("search, frequent word", "/search/?q={frequent}", EVERYONE),
    Page("search, frequent words", "/search/?q={frequent}+peace+dialogue"),
    Page("search, rare word", "/search/?q={rare}"),
    Page("lessons compared", "/lessons/compare/?pick={lesson}&pick={lesson2}"),
    Page("cases compared", "/cases/compare/?pick={case}&pick={case2}"),
    Page(
        "organizations compared",
        "/organizations/compare/?pick={organization}&pick={organization2}",
    ),
    Page("offices compared", "/offices/compare/?pick={office}&pick={office2}"),
]
