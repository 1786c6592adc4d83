"""Records that bear exactly the name that was typed: what a search shows before everything else."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from lessons.models import Case, Lesson, Term, Theme
from msn_kb.core.folding import fold
from msn_kb.core.gathering import gathered
from organizations.models import (
    Country,
    Meeting,
    Office,
    Organization,
    OrganizationName,
    PeaceProcess,
    Region,
    Source,
)

MOST = 3  # records of each kind that may share a name or an acronym
LONGEST = 400  # longer texts name nothing
# “What is a good office?” names the good office, in the languages of the search but Arabic.
ASKED = re.compile(
    r"^(?:what(?:['’]s| is| are)|qu['’]est-ce qu(?:e |['’])|¿?\s*qué (?:es|son))\s*"
    r"(?:(?:an?|the|une?|la|les?|una?|el|los|las) |l['’])?(?P<name>[^?]+)\??$",
    re.IGNORECASE,
)


def exact_matches(text: str, user: Any) -> list[Any]:
    """The records that ``user`` may see whose title, name, acronym, other name, synonym or ISO code is ``text``.

    Case does not count; accents do not count in titles and names. Two bodies may share an acronym. Asked what something
    is, the name is what is asked for.
    """
    asked = ASKED.match(text.strip())
    text = (asked["name"] if asked else text).strip().strip('"').strip()
    if not text or len(text) > LONGEST:
        return []
    named = dict(enumerate(_named(text, user)))
    keys: dict[int, list[int]] = defaultdict(list)
    found = {str(kind): records.values_list("pk", flat=True)[:MOST] for kind, records in named.items()}
    for kind, key in gathered(found):
        keys[int(kind)].append(key)
    return [record for kind in sorted(keys) for record in named[kind].filter(pk__in=keys[kind])]


def _named(text: str, user: Any) -> list[QuerySet]:
    folded = fold(text)
    other = OrganizationName.objects.filter(name__iexact=text).order_by().values("organization")
    by_name, by_title, acronym = Q(sort_name=folded), Q(sort_title=folded), Q(acronym__iexact=text)
    # “good office” means “good offices”, “mediators” the mediator.
    by_number = Q(sort_name__in=[folded, f"{folded}s", folded.removesuffix("s")])
    spellings = [*dict.fromkeys([text, text.lower(), text.capitalize(), text.upper(), text.title()])]
    place = reduce(or_, [Q(**{f"name_{language}__iexact": text}) for language in ("en", "fr", "es", "ar")])
    return [
        Country.objects.visible_to(user).filter(by_name | place | Q(alpha3__iexact=text)),
        Region.objects.visible_to(user).filter(by_name | place),
        Organization.objects.visible_to(user).filter(by_name | acronym | Q(pk__in=other)),
        Office.objects.visible_to(user).filter(by_name | acronym),
        PeaceProcess.objects.visible_to(user).listed().filter(by_name | Q(other_names__overlap=spellings)),
        Term.objects.visible_to(user).filter(by_number | Q(synonyms__overlap=spellings)),
        Theme.objects.visible_to(user).filter(by_number | Q(synonyms__overlap=spellings)),
        Meeting.objects.visible_to(user).filter(by_title),
        Case.objects.visible_to(user).listed().filter(by_title),
        Lesson.objects.visible_to(user).listed().filter(by_title).defer("search_vector"),
        Source.objects.visible_to(user).listed().filter(sort_label=folded),
    ]
