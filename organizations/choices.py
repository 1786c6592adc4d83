"""Closed lists that the program's meaning depends on. Vocabularies that curators edit are tables instead."""

from django.db import models


class OrganizationKind(models.TextChoices):
    INTERGOVERNMENTAL = "intergovernmental", "Intergovernmental organization"
    REGIONAL = "regional", "Regional organization"
    UN_ENTITY = "un-entity", "UN entity"
    STATE_BODY = "state-body", "State or state body"
    NGO = "ngo", "Non-governmental organization"
    ACADEMIC = "academic", "Academic institution"
    NETWORK = "network", "Network or contact group"


class NameKind(models.TextChoices):
    TRANSLATION = "translation", "In another language"
    FORMER = "former", "Former name"
    SHORT = "short", "Short name"
    VARIANT = "variant", "Variant found in a source"


class OfficeStatus(models.TextChoices):
    NOT_STATED = "not-stated", "Not stated"
    EXPLORING = "exploring", "Exploring"
    PLANNED = "planned", "Planned"
    OPERATIONAL = "operational", "Operational"
    CLOSED = "closed", "Closed"


class Placement(models.TextChoices):
    POLITICAL_OR_REGIONAL = "political-or-regional-department", "Political or regional department"
    EARLY_WARNING = "early-warning-service", "Early warning service"
    CRISIS_RESPONSE = "crisis-response", "Crisis response"
    OTHER = "other", "Other"


class MeetingKind(models.TextChoices):
    WORKSHOP = "workshop", "Workshop"
    ANNUAL_MEETING = "annual-meeting", "Annual meeting"
    EXPERT_MEETING = "expert-meeting", "Expert meeting"


class Attendance(models.TextChoices):
    ATTENDED = "attended", "Attended"
    ONLINE = "online", "Attended online"
    INVITED_ABSENT = "invited-absent", "Invited, absent"


class ProcessStatus(models.TextChoices):
    NOT_STATED = "not-stated", "Not stated"
    ONGOING = "ongoing", "Ongoing"
    STALLED = "stalled", "Stalled"
    AGREEMENT_REACHED = "agreement-reached", "Agreement reached"
    ENDED = "ended", "Ended"


class EngagementRole(models.TextChoices):
    LEAD_MEDIATOR = "lead-mediator", "Lead mediator"
    CO_CHAIR = "co-chair", "Co-chair"
    FACILITATOR = "facilitator", "Facilitator"
    ENVOY = "envoy", "Envoy"
    HOST = "host", "Host"
    CONTACT_GROUP_MEMBER = "contact-group-member", "Contact-group member"
    GUARANTOR = "guarantor", "Guarantor"
    OBSERVER = "observer", "Observer"
    TECHNICAL_SUPPORT = "technical-support", "Technical support"
    CAPACITY_BUILDING = "capacity-building", "Capacity building"
    COORDINATION = "coordination", "Coordination"
    NOT_SPECIFIED = "not-specified", "Not specified"


class SourceKind(models.TextChoices):
    DISCUSSION_PAPER = "discussion-paper", "Discussion paper"
    POLICY_BRIEF = "policy-brief", "Policy brief"
    BACKGROUND_PAPER = "background-paper", "Background paper"
    REPORT = "report", "Report"
    GUIDANCE = "guidance", "Guidance"
    BOOK = "book", "Book"
    ARTICLE = "article", "Journal article"
    FACT_SHEET = "fact-sheet", "Fact sheet"
    SUMMARY_NOTE = "summary-note", "Summary note"
    BLOG_POST = "blog-post", "Blog post"
    WEB_PAGE = "web-page", "Web page"


# ISO 639-1; entries in other languages are added here first.
LANGUAGES = [
    ("en", "English"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("ar", "Arabic"),
    ("de", "German"),
    ("it", "Italian"),
    ("nl", "Dutch"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sw", "Swahili"),
    ("tr", "Turkish"),
    ("zh", "Chinese"),
]
