"""The database's constraints as messages: those that Django's forms pass over, and those only the database finds."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models.constraints import BaseConstraint
from django.forms.models import InlineForeignKeyField

ITSELF = "This is the record itself; choose another one."
ENTERED_TWICE = "Nothing was saved: the same was entered twice, here or by somebody else at this moment."
TAKEN_AWAY = "Nothing was saved: a record that is named here was deleted at this moment."
AGAINST_A_RULE = "Nothing was saved: the database refused what was entered."


def errors_on_itself(form: Any) -> dict[str | None, str]:
    """Messages by field (``None``: the whole form) for a record that names itself, as its own successor or parent.

    Django does not check a form against constraints on the record's number or, in a row, on the record that the row
    belongs to, because neither is a field that the person fills in.
    """
    record = form.instance
    filled_in = {name for name, field in form.fields.items() if isinstance(field, InlineForeignKeyField)}
    if record.pk is not None:
        filled_in.add(record._meta.pk.name)
    exclude = form._get_validation_exclusions() - filled_in
    errors: dict[str | None, str] = {}
    checks: list[Any] = [one for one in record._meta.constraints if isinstance(one, models.CheckConstraint)]
    for constraint in checks:
        fields = set(constraint.condition.referenced_base_fields)
        if not fields & filled_in:
            continue
        try:
            constraint.validate(type(record), record, exclude=exclude)
        except ValidationError:
            named = sorted((fields - filled_in) & form.fields.keys())
            errors[named[0] if len(named) == 1 else None] = _message(constraint) or ITSELF
    return errors


def refusal(error: IntegrityError) -> str:
    """What to tell whoever entered what the database refused: the constraint's own message where it has one."""
    cause: Any = error.__cause__
    state, name = getattr(cause, "pgcode", ""), getattr(getattr(cause, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and (message := _message(constraint)):
                return f"Nothing was saved: {message[0].lower()}{message[1:]}"
    return {UNIQUE_VIOLATION: ENTERED_TWICE, FOREIGN_KEY_VIOLATION: TAKEN_AWAY}.get(state, AGAINST_A_RULE)


# Of PostgreSQL's list of error codes.
UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION = "23505", "23503"


def _message(constraint: BaseConstraint) -> str:
    """The message that the constraint was given; empty where it has Django's own, which names it to nobody's use."""
    message = str(constraint.violation_error_message)
    return "" if message == str(constraint.default_violation_error_message) else message
