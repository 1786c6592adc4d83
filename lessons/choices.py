"""Closed lists of what a lesson is and how well it is supported."""

from django.db import models


class LessonKind(models.TextChoices):
    CHALLENGE = "challenge", "Challenge"
    OPPORTUNITY = "opportunity", "Opportunity"
    RECOMMENDATION = "recommendation", "Recommendation"
    GOOD_PRACTICE = "good-practice", "Good practice"
    OBSERVATION = "observation", "Observation"


class Evidence(models.TextChoices):
    """How well a lesson is supported, from weakest to strongest."""

    SINGLE_ACCOUNT = "single-account", "Single account"
    SEVERAL_ACCOUNTS = "several-accounts", "Several accounts"
    DOCUMENTED = "documented", "Documented"
    EVALUATED = "evaluated", "Evaluated"


EVIDENCE_EXPLAINED: dict[str, str] = {
    Evidence.SINGLE_ACCOUNT: "One person or organization reports it.",
    Evidence.SEVERAL_ACCOUNTS: "Several people or organizations report it independently, or agree on it in discussion.",
    Evidence.DOCUMENTED: "A described case, a study or a published analysis supports it.",
    Evidence.EVALUATED: "An evaluation or comparative research has tested it.",
}


class Maturity(models.TextChoices):
    """What has become of a published lesson; it follows from the recorded applications."""

    IDENTIFIED = "identified", "Identified"
    APPLIED = "applied", "Applied"
    LEARNED = "learned", "Learned"


MATURITY_EXPLAINED: dict[str, str] = {
    Maturity.IDENTIFIED: "No application of this lesson has been recorded yet.",
    Maturity.APPLIED: "It was applied at least once; what came of it is not recorded.",
    Maturity.LEARNED: "It was applied, and what came of it is recorded.",
}


class DefinitionKind(models.TextChoices):
    """Whose definition of a term it is."""

    SOURCES = "sources", "From the sources"
    EDITORS = "editors", "Editors’ own"


class Relation(models.TextChoices):
    """How one lesson bears on another, read from the first to the second."""

    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    REFINES = "refines", "Refines"
    SUPERSEDES = "supersedes", "Supersedes"


# The same relations read from the second lesson to the first.
RELATION_REVERSED: dict[str, str] = {
    Relation.SUPPORTS: "Is supported by",
    Relation.CONTRADICTS: "Is contradicted by",
    Relation.REFINES: "Is refined by",
    Relation.SUPERSEDES: "Is superseded by",
}


class ReviewMove(models.TextChoices):
    """A step in the life of an entry or of a proposed change."""

    SUBMIT = "submit", "Submitted for review"
    WITHDRAW = "withdraw", "Withdrawn by the author"
    RETURN = "return", "Returned for changes"
    PUBLISH = "publish", "Published"
    ARCHIVE = "archive", "Archived"
    REOPEN = "reopen", "Taken back into draft"
    SUPERSEDE = "supersede", "Superseded"
    REINSTATE = "reinstate", "Back in force"
    STILL_VALID = "still-valid", "Found still valid"
    LOWER_HANDLING = "lower-handling", "Handling lowered"
    ACCEPT = "accept", "Accepted"
    DECLINE = "decline", "Declined"


class ProposalState(models.TextChoices):
    """Where a proposed change stands."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    RETURNED = "returned", "Returned for changes"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Neither decided nor withdrawn.
OPEN = (ProposalState.DRAFT, ProposalState.IN_REVIEW, ProposalState.RETURNED)


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEWED = "previewed", "Previewed"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    REJECTED = "rejected", "Rejected"
    FAILED = "failed", "Failed"
    UNDONE = "undone", "Undone"
