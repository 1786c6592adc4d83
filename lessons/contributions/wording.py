"""What the forms say beside each field of a lesson, in the words of the field."""

from __future__ import annotations

from msn_kb.core.access import Attribution, Handling

from ..choices import EVIDENCE_EXPLAINED, Evidence, LessonKind
from ..presentation import ATTRIBUTION_EXPLAINED, HANDLING_EXPLAINED

KIND_EXPLAINED: dict[str, str] = {
    LessonKind.CHALLENGE: "Something that makes mediation or its support harder.",
    LessonKind.OPPORTUNITY: "Something that could be used and is not yet.",
    LessonKind.RECOMMENDATION: "What somebody should do.",
    LessonKind.GOOD_PRACTICE: "What was done and worked.",
    LessonKind.OBSERVATION: "What was seen, without advice.",
}

HELP: dict[str, str] = {
    "title": "The lesson in one sentence, so that it can be understood in a list of results.",
    "context": "Where it arose: the situation, the actors, the time. What must a reader know to understand it?",
    "insight": "What was learned. One lesson in an entry: if there are two, make two entries.",
    "recommendation": "What to do with it, addressed to whoever stands before the same task.",
    "applicability": "Where it holds, and where it does not.",
    "evidence": "How well it is supported. Leave it open where that is not stated.",
    "evidence_note": "What the evidence consists of: who reported it, how it was studied.",
    "themes": "What it is about: one theme or a few. Whoever looks for the theme should want this lesson.",
    "processes": "The peace processes from which it was drawn.",
    "countries": "Only where the lesson is about them; names and groupings imply no position.",
    "regions": "Where it is about a whole region rather than single countries.",
    "tracks": "The level at which the mediation worked.",
    "phases": "The phase of a process in which it helps.",
    "audiences": "Who should read it.",
    "services": "The kind of support that it concerns.",
    "organizations": "Whose experience it is. Leave it empty under the Chatham House Rule.",
    "offices": "The mediation support office that learned it. Leave it empty under the Chatham House Rule.",
    "date": "When it was learned, as far as known: 2018, 2018-10 or 2018-10-17.",
    "language": "The language in which you write this entry.",
    "attribution": "Who may be named as its origin.",
    "speaker": "Name and function of who said it, where they may be named.",
    "handling": "Who may read it once it is published. While it is a draft, only you and curators do.",
    "owning_organizations": "For TLP:AMBER: whose members may read it. Their parent organizations may not.",
    "named_people": "For TLP:AMBER and TLP:RED: who may read it. Curators can add people of other organizations.",
    "citations": "Where this is written: the document, and the place in it. At least one with its place is needed for "
    "publication.",
}

EXPLAINED: dict[str, list[tuple[str, str]]] = {
    "kind": [(LessonKind(code).label, text) for code, text in KIND_EXPLAINED.items()],
    "evidence": [(Evidence(code).label, text) for code, text in EVIDENCE_EXPLAINED.items()],
    "attribution": [(Attribution(code).label, text) for code, text in ATTRIBUTION_EXPLAINED.items()],
    "handling": [(Handling(code).label, text) for code, text in HANDLING_EXPLAINED.items()],
}

# Beside which field each thing is shown that a lesson still lacks (``lessons.completeness``).
BESIDE: dict[str, str] = {
    "a title": "title",
    "what was learned (insight)": "insight",
    "at least one theme": "themes",
    "at least one citation with a locator": "citations",
}
ROWS: dict[str, int] = {
    "insight": 6,
    "context": 5,
    "recommendation": 5,
    "applicability": 4,
    "evidence_note": 3,
}
