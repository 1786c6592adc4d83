"""Extensions and the text-search configurations that ignore accents; former addresses and the starter's memory."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from msn_kb.core.search.languages import create_statements, drop_statements


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(sql=create_statements(), reverse_sql=drop_statements()),
    ]
