"""The kinds of starter records of this app; the format of their files is in ``docs/starter-collection.md``."""

from __future__ import annotations

from pathlib import Path

from msn_kb.core.search.models import SearchSynonyms
from msn_kb.core.starter import Choice, Kind, Reference, References, Rows, Slug, Text, Texts, YesNo
from organizations.starter.kinds import ACTOR, check_record_audience, citations, protection, vocabulary
from organizations.starter.kinds import KINDS as ORGANIZATION_KINDS

from .. import models, rules

FOLDER = Path(__file__).parent


def check_lesson_attribution(lesson: models.Lesson) -> None:
    """Nothing that ships names an affiliation under the Chatham House Rule (``lessons.rules``)."""
    organizations, offices = list(lesson.organizations.all()), list(lesson.offices.all())
    rules.check_attribution(lesson.attribution, organizations, offices, lesson.speaker)


THEME = Kind(
    "theme",
    models.Theme,
    ("slug",),
    {"slug": Slug(), "name": Text(), "parent": Reference("theme"), "definition": Text(), "synonyms": Texts()},
    FOLDER,
    ("themes.yaml",),
    rules=(models.Theme.clean,),
    related=("parent",),
    is_vocabulary=True,
)
LESSON = Kind(
    "lesson",
    models.Lesson,
    ("slug",),
    {
        "slug": Slug(),
        "title": Text(),
        "kind": Choice(),
        "context": Text(),
        "insight": Text(),
        "recommendation": Text(),
        "applicability": Text(),
        "evidence": Choice(),
        "evidence_note": Text(),
        "themes": References("theme"),
        "processes": References("process"),
        "countries": References("country"),
        "regions": References("region"),
        "tracks": References("track"),
        "phases": References("phase"),
        "audiences": References("audience"),
        "services": References("service"),
        "organizations": References("organization"),
        "offices": References("office"),
        "date": Text(),
        "language": Choice(),
        "translation_of": Reference("lesson"),
        "attribution": Choice(),
        **protection(),
        "demonstration": YesNo("is_demonstration", demonstration_only=True),
        "citations": citations(models.LessonCitation),
    },
    FOLDER,
    ("lessons/*.yaml",),
    ("demonstration/lessons.yaml",),
    rules=(check_record_audience, check_lesson_attribution, rules.check_translation),
    related=("owning_organizations", "named_people", "organizations", "offices", "translation_of"),
)
LINK = Kind(
    "link",
    models.LessonLink,
    ("from", "to"),
    {
        "from": Reference("lesson", "lesson"),
        "to": Reference("lesson", "other"),
        "kind": Choice("relation"),
        "note": Text(),
    },
    FOLDER,
    ("links*.yaml",),
)
CASE = Kind(
    "case",
    models.Case,
    ("slug",),
    {
        "slug": Slug(),
        "title": Text(),
        "situation": Text(),
        "approach": Text(),
        "result": Text(),
        "what_worked": Text(),
        "limits": Text(),
        "start": Text(),
        "end": Text(),
        "process": Reference("process"),
        "countries": References("country"),
        "tracks": References("track"),
        "themes": References("theme"),
        "actors": Rows(
            models.CaseActor,
            "case",
            {"organization": Reference("organization"), "office": Reference("office"), "role": Text()},
            one_of=ACTOR,
        ),
        "lessons": References("lesson"),
        "language": Choice(),
        "attribution": Choice(),
        **protection(),
        "citations": citations(models.CaseCitation),
    },
    FOLDER,
    ("cases.yaml",),
    rules=(check_record_audience,),
    related=("owning_organizations", "named_people"),
)
TERM = Kind(
    "term",
    models.Term,
    ("slug",),
    {
        "slug": Slug(),
        "name": Text(),
        "definition": Text(),
        "synonyms": Texts(),
        "editorial": YesNo("is_editorial"),
        "note": Text(),
        "citations": citations(models.TermCitation),
    },
    FOLDER,
    ("terms.yaml",),
)
CONTRAST = Kind(
    "contrast",
    models.Contrast,
    ("slug",),
    {
        "slug": Slug(),
        "first": Reference("term"),
        "second": Reference("term"),
        "summary": Text(),
        "points": Rows(
            models.ContrastPoint,
            "contrast",
            {"aspect": Text(), "first": Text(), "second": Text()},
            identity=("aspect",),
        ),
        "citations": citations(models.ContrastCitation),
    },
    FOLDER,
    ("contrasts.yaml",),
)

# In the order in which they are written: each leads only to itself and to earlier ones.
SYNONYMS = Kind(
    "synonyms",
    SearchSynonyms,
    ("name",),
    {"name": Text(), "words": Texts(), "note": Text()},
    FOLDER,
    ("synonyms.yaml",),
    is_vocabulary=True,
)
KINDS = (
    *ORGANIZATION_KINDS,
    vocabulary("track", models.Track, FOLDER, "tracks.yaml"),
    vocabulary("phase", models.Phase, FOLDER, "phases.yaml"),
    vocabulary("audience", models.Audience, FOLDER, "audiences.yaml"),
    THEME,
    LESSON,
    LINK,
    CASE,
    TERM,
    CONTRAST,
    SYNONYMS,
)
