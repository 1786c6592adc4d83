"""Totals of lessons by value, kept up by triggers."""

from django.db import migrations

from msn_kb.core.entry_totals import create_statements, drop_statements

KIND, TABLE, RULE = "lessons.lesson", "lessons_lesson", "chatham-house"
COLUMNS = ("kind", "evidence", "language", "handling", "status")


class Migration(migrations.Migration):
    dependencies = [("core", "0005_entry_totals"), ("lessons", "0001_lessons_cases_glossary")]

    operations = [
        migrations.RunSQL(
            sql=create_statements(KIND, TABLE, COLUMNS, RULE), reverse_sql=drop_statements(KIND, TABLE)
        ),
    ]
