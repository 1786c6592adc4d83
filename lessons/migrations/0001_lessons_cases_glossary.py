import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import msn_kb.core.dates
import msn_kb.core.folding
import msn_kb.core.slugs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_search_configurations"),
        ("organizations", "0001_organizations_processes_sources_users"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Used in addresses, imports and exports. Changing it breaks saved addresses.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
                                "Letters, digits, hyphens and full stops.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("definition", models.TextField(blank=True, max_length=2000)),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Values are listed in this order, then by name."
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Used in addresses, imports and exports. Changing it breaks saved addresses.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
                                "Letters, digits, hyphens and full stops.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("definition", models.TextField(blank=True, max_length=2000)),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Values are listed in this order, then by name."
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Used in addresses, imports and exports. Changing it breaks saved addresses.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
                                "Letters, digits, hyphens and full stops.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("definition", models.TextField(blank=True, max_length=2000)),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Values are listed in this order, then by name."
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left empty. When it changes, the old address redirects.",
                        max_length=120,
                        unique=True,
                        validators=[msn_kb.core.slugs.validate_slug_is_free],
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=150, unique=True)),
                ("definition", models.TextField(max_length=8000)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150),
                        blank=True,
                        default=list,
                        help_text="Separated by commas.",
                        size=None,
                    ),
                ),
                (
                    "is_editorial",
                    models.BooleanField(
                        default=False,
                        help_text="The sources use the term but do not define it.",
                        verbose_name="editors' own definition",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="editors' note")),
                (
                    "sort_name",
                    msn_kb.core.folding.FoldedField("name", default="", editable=False, max_length=400),
                ),
                ("tagged_names", models.TextField(blank=True, default="", editable=False)),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("name"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_english",
                                    weight="A",
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("tagged_names"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_english",
                                    weight="B",
                                ),
                                django.contrib.postgres.search.SearchConfig("msn_english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                models.Func(
                                    models.Func(
                                        models.F("definition"),
                                        models.Value("/<>"),
                                        models.Value("   "),
                                        function="translate",
                                        output_field=models.TextField(),
                                    ),
                                    models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                    models.Value(" \\1 "),
                                    models.Value("g"),
                                    function="regexp_replace",
                                    output_field=models.TextField(),
                                ),
                                config="msn_english",
                                weight="C",
                            ),
                            django.contrib.postgres.search.SearchConfig("msn_english"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_length",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.text.Length("name"),
                            "+",
                            django.db.models.functions.text.Length("definition"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["sort_name", "pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_vector"], name="lessons_term_search"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$"),
                            models.Q(
                                (
                                    "slug__in",
                                    (
                                        "add",
                                        "all",
                                        "api",
                                        "archive",
                                        "compare",
                                        "contrasts",
                                        "delete",
                                        "drafts",
                                        "edit",
                                        "export",
                                        "feed",
                                        "help",
                                        "history",
                                        "import",
                                        "map",
                                        "matrix",
                                        "mine",
                                        "new",
                                        "random",
                                        "review",
                                        "search",
                                        "suggest",
                                        "timeline",
                                    ),
                                ),
                                _negated=True,
                            ),
                        ),
                        name="lessons_term_slug_form",
                        violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("definition", ""), _negated=True), name="lessons_term_defined"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contrast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left empty. When it changes, the old address redirects.",
                        max_length=120,
                        unique=True,
                        validators=[msn_kb.core.slugs.validate_slug_is_free],
                        verbose_name="address",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=8000)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contrasts_as_first",
                        to="lessons.term",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contrasts_as_second",
                        to="lessons.term",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TermCitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Where in the source: a chapter, section, paragraph, page or footnote.",
                        max_length=200,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="The editors' remark on this use of the source.", max_length=600
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="lessons.term",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organizations.source",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left empty. When it changes, the old address redirects.",
                        max_length=120,
                        unique=True,
                        validators=[msn_kb.core.slugs.validate_slug_is_free],
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("definition", models.TextField(blank=True, max_length=4000)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Search words, separated by commas.",
                        size=None,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "sort_name",
                    msn_kb.core.folding.FoldedField("name", default="", editable=False, max_length=400),
                ),
                ("tagged_names", models.TextField(blank=True, default="", editable=False)),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("name"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_english",
                                    weight="A",
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("tagged_names"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_english",
                                    weight="B",
                                ),
                                django.contrib.postgres.search.SearchConfig("msn_english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                models.Func(
                                    models.Func(
                                        models.F("definition"),
                                        models.Value("/<>"),
                                        models.Value("   "),
                                        function="translate",
                                        output_field=models.TextField(),
                                    ),
                                    models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                    models.Value(" \\1 "),
                                    models.Value("g"),
                                    function="regexp_replace",
                                    output_field=models.TextField(),
                                ),
                                config="msn_english",
                                weight="C",
                            ),
                            django.contrib.postgres.search.SearchConfig("msn_english"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_length",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.text.Length("name"),
                            "+",
                            django.db.models.functions.text.Length("definition"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"parent__isnull": True},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="lessons.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left empty. When it changes, the old address redirects.",
                        max_length=120,
                        unique=True,
                        validators=[msn_kb.core.slugs.validate_slug_is_free],
                        verbose_name="address",
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("red", "TLP:RED"),
                        ],
                        db_index=True,
                        default="green",
                        help_text="Traffic Light Protocol 2.0. CLEAR: anyone. GREEN: signed-in members of the network. AMBER: members of the owning organizations and the people named below. RED: only the people named below.",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("returned", "Returned for changes"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                (
                    "title",
                    models.CharField(
                        max_length=250, validators=[django.core.validators.MinLengthValidator(3)]
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("challenge", "Challenge"),
                            ("opportunity", "Opportunity"),
                            ("recommendation", "Recommendation"),
                            ("good-practice", "Good practice"),
                            ("observation", "Observation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("context", models.TextField(blank=True, help_text="Where it arose.", max_length=20000)),
                ("insight", models.TextField(help_text="What was learned.", max_length=20000)),
                ("recommendation", models.TextField(blank=True, help_text="What to do.", max_length=20000)),
                (
                    "applicability",
                    models.TextField(
                        blank=True, help_text="Where it holds, and where it does not.", max_length=20000
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single-account", "Single account"),
                            ("several-accounts", "Several accounts"),
                            ("documented", "Documented"),
                            ("evaluated", "Evaluated"),
                        ],
                        max_length=20,
                        verbose_name="evidence strength",
                    ),
                ),
                ("evidence_note", models.TextField(blank=True, max_length=4000)),
                (
                    "date",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="When it was learned, as stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                    ),
                ),
                (
                    "year",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                django.db.models.functions.text.Left("date", 4), models.Value("")
                            ),
                            models.SmallIntegerField(),
                        ),
                        output_field=models.SmallIntegerField(null=True),
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
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
                        ],
                        default="en",
                        max_length=3,
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("organization-only", "Organization only"),
                            ("chatham-house", "Chatham House Rule"),
                        ],
                        default="organization-only",
                        help_text="Under the Chatham House Rule neither speaker nor affiliation may appear anywhere a reader can see.",
                        max_length=20,
                    ),
                ),
                (
                    "speaker",
                    models.CharField(
                        blank=True,
                        help_text="Name and function of who said it; shown only where attribution is “Named”.",
                        max_length=250,
                    ),
                ),
                (
                    "review_by",
                    models.DateField(
                        blank=True, help_text="When a curator should look at it again.", null=True
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, help_text="The number a partner's file gives it.", max_length=200
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False,
                        help_text="Invented to show how handling works; states no fact.",
                        verbose_name="demonstration entry",
                    ),
                ),
                (
                    "sort_title",
                    msn_kb.core.folding.FoldedField("title", default="", editable=False, max_length=400),
                ),
                ("tagged_names", models.TextField(blank=True, default="", editable=False)),
                (
                    "facet_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "affiliation_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                language="en",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_english",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("insight"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("recommendation"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_english",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_english"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("context"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("applicability"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("evidence_note"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_english",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_english"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_english",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_english"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#en':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="fr",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_french",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("insight"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("recommendation"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_french",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_french"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("context"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("applicability"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("evidence_note"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_french",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_french"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_french",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_french"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#fr':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="es",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_spanish",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("insight"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("recommendation"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_spanish",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("context"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("applicability"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("evidence_note"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_spanish",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_spanish",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#es':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="ar",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_arabic",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("insight"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("recommendation"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_arabic",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("context"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("applicability"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("evidence_note"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_arabic",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_arabic",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#ar':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            default=django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("title"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_simple",
                                            weight="A",
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("insight"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            models.Func(
                                                models.Func(
                                                    models.F("recommendation"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_simple",
                                            weight="B",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_simple"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.Func(
                                                models.F("context"),
                                                models.Value("/<>"),
                                                models.Value("   "),
                                                function="translate",
                                                output_field=models.TextField(),
                                            ),
                                            models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                            models.Value(" \\1 "),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.Func(
                                                models.F("applicability"),
                                                models.Value("/<>"),
                                                models.Value("   "),
                                                function="translate",
                                                output_field=models.TextField(),
                                            ),
                                            models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                            models.Value(" \\1 "),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.Func(
                                                models.F("evidence_note"),
                                                models.Value("/<>"),
                                                models.Value("   "),
                                                function="translate",
                                                output_field=models.TextField(),
                                            ),
                                            models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                            models.Value(" \\1 "),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        config="msn_simple",
                                        weight="C",
                                    ),
                                    django.contrib.postgres.search.SearchConfig("msn_simple"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("tagged_names"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_simple",
                                    weight="D",
                                ),
                                django.contrib.postgres.search.SearchConfig("msn_simple"),
                            ),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_length",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.functions.text.Length("title"),
                                            "+",
                                            django.db.models.functions.text.Length("insight"),
                                        ),
                                        "+",
                                        django.db.models.functions.text.Length("recommendation"),
                                    ),
                                    "+",
                                    django.db.models.functions.text.Length("context"),
                                ),
                                "+",
                                django.db.models.functions.text.Length("applicability"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("evidence_note"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "audiences",
                    models.ManyToManyField(blank=True, related_name="lessons", to="lessons.audience"),
                ),
                (
                    "countries",
                    models.ManyToManyField(blank=True, related_name="lessons", to="organizations.country"),
                ),
                (
                    "named_people",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Who may read this while it is TLP:AMBER or TLP:RED.",
                        related_name="named_in_%(class)s_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offices",
                    models.ManyToManyField(blank=True, related_name="lessons", to="organizations.office"),
                ),
                (
                    "organizations",
                    models.ManyToManyField(
                        blank=True, related_name="lessons", to="organizations.organization"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote this and answers for it; sees it while it is a draft.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_by_person_%(class)s_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owning_organizations",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Whose members may read this while it is TLP:AMBER. Their parent organizations may not.",
                        related_name="owned_%(class)s_set",
                        to="organizations.organization",
                    ),
                ),
                (
                    "processes",
                    models.ManyToManyField(
                        blank=True, related_name="lessons", to="organizations.peaceprocess"
                    ),
                ),
                (
                    "regions",
                    models.ManyToManyField(blank=True, related_name="lessons", to="organizations.region"),
                ),
                (
                    "services",
                    models.ManyToManyField(
                        blank=True,
                        related_name="lessons",
                        to="organizations.supportservice",
                        verbose_name="support services",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes_lessons",
                        to="lessons.lesson",
                    ),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="lessons.lesson",
                    ),
                ),
                ("phases", models.ManyToManyField(blank=True, related_name="lessons", to="lessons.phase")),
                ("themes", models.ManyToManyField(blank=True, related_name="lessons", to="lessons.theme")),
                ("tracks", models.ManyToManyField(blank=True, related_name="lessons", to="lessons.track")),
            ],
            options={
                "ordering": ["-date", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another record has this address."},
                        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left empty. When it changes, the old address redirects.",
                        max_length=120,
                        unique=True,
                        validators=[msn_kb.core.slugs.validate_slug_is_free],
                        verbose_name="address",
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("red", "TLP:RED"),
                        ],
                        db_index=True,
                        default="green",
                        help_text="Traffic Light Protocol 2.0. CLEAR: anyone. GREEN: signed-in members of the network. AMBER: members of the owning organizations and the people named below. RED: only the people named below.",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("returned", "Returned for changes"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
                ("title", models.CharField(max_length=250)),
                ("situation", models.TextField(max_length=20000)),
                ("approach", models.TextField(max_length=20000)),
                ("result", models.TextField(blank=True, help_text="Where stated.", max_length=20000)),
                (
                    "what_worked",
                    models.TextField(
                        blank=True,
                        help_text="Where stated.",
                        max_length=20000,
                        verbose_name="what made it work",
                    ),
                ),
                (
                    "limits",
                    models.TextField(
                        blank=True,
                        help_text="Where stated.",
                        max_length=20000,
                        verbose_name="limits and transferability",
                    ),
                ),
                (
                    "start",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                (
                    "end",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="until",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
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
                        ],
                        default="en",
                        max_length=3,
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("organization-only", "Organization only"),
                            ("chatham-house", "Chatham House Rule"),
                        ],
                        default="organization-only",
                        max_length=20,
                    ),
                ),
                (
                    "sort_title",
                    msn_kb.core.folding.FoldedField("title", default="", editable=False, max_length=400),
                ),
                ("tagged_names", models.TextField(blank=True, default="", editable=False)),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                language="en",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_english",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("approach"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("result"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("what_worked"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_english",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_english"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("situation"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("limits"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_english",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_english"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_english",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_english"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#en':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="fr",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_french",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("approach"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("result"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("what_worked"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_french",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_french"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("situation"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("limits"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_french",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_french"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_french",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_french"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#fr':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="es",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_spanish",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("approach"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("result"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("what_worked"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_spanish",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("situation"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("limits"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_spanish",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_spanish",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_spanish"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#es':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            models.When(
                                language="ar",
                                then=models.Func(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.CombinedSearchVector(
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("title"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_arabic",
                                                    weight="A",
                                                ),
                                                "||",
                                                django.contrib.postgres.search.SearchVector(
                                                    models.Func(
                                                        models.Func(
                                                            models.F("approach"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("result"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Func(
                                                        models.Func(
                                                            models.F("what_worked"),
                                                            models.Value("/<>"),
                                                            models.Value("   "),
                                                            function="translate",
                                                            output_field=models.TextField(),
                                                        ),
                                                        models.Value(
                                                            "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                        ),
                                                        models.Value(" \\1 "),
                                                        models.Value("g"),
                                                        function="regexp_replace",
                                                        output_field=models.TextField(),
                                                    ),
                                                    config="msn_arabic",
                                                    weight="B",
                                                ),
                                                django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                models.Func(
                                                    models.Func(
                                                        models.F("situation"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Func(
                                                    models.Func(
                                                        models.F("limits"),
                                                        models.Value("/<>"),
                                                        models.Value("   "),
                                                        function="translate",
                                                        output_field=models.TextField(),
                                                    ),
                                                    models.Value(
                                                        "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                    ),
                                                    models.Value(" \\1 "),
                                                    models.Value("g"),
                                                    function="regexp_replace",
                                                    output_field=models.TextField(),
                                                ),
                                                config="msn_arabic",
                                                weight="C",
                                            ),
                                            django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("tagged_names"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_arabic",
                                            weight="D",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_arabic"),
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        models.Value("'#ar':1A"),
                                        django.contrib.postgres.search.SearchVectorField(),
                                    ),
                                    arg_joiner=" || ",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                    template="(%(expressions)s)",
                                ),
                            ),
                            default=django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("title"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_simple",
                                            weight="A",
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            models.Func(
                                                models.Func(
                                                    models.F("approach"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            models.Func(
                                                models.Func(
                                                    models.F("result"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            models.Func(
                                                models.Func(
                                                    models.F("what_worked"),
                                                    models.Value("/<>"),
                                                    models.Value("   "),
                                                    function="translate",
                                                    output_field=models.TextField(),
                                                ),
                                                models.Value(
                                                    "([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"
                                                ),
                                                models.Value(" \\1 "),
                                                models.Value("g"),
                                                function="regexp_replace",
                                                output_field=models.TextField(),
                                            ),
                                            config="msn_simple",
                                            weight="B",
                                        ),
                                        django.contrib.postgres.search.SearchConfig("msn_simple"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.Func(
                                                models.F("situation"),
                                                models.Value("/<>"),
                                                models.Value("   "),
                                                function="translate",
                                                output_field=models.TextField(),
                                            ),
                                            models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                            models.Value(" \\1 "),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.Func(
                                                models.F("limits"),
                                                models.Value("/<>"),
                                                models.Value("   "),
                                                function="translate",
                                                output_field=models.TextField(),
                                            ),
                                            models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                            models.Value(" \\1 "),
                                            models.Value("g"),
                                            function="regexp_replace",
                                            output_field=models.TextField(),
                                        ),
                                        config="msn_simple",
                                        weight="C",
                                    ),
                                    django.contrib.postgres.search.SearchConfig("msn_simple"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("tagged_names"),
                                            models.Value("/<>"),
                                            models.Value("   "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                                        models.Value(" \\1 "),
                                        models.Value("g"),
                                        function="regexp_replace",
                                        output_field=models.TextField(),
                                    ),
                                    config="msn_simple",
                                    weight="D",
                                ),
                                django.contrib.postgres.search.SearchConfig("msn_simple"),
                            ),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_length",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.functions.text.Length("title"),
                                            "+",
                                            django.db.models.functions.text.Length("approach"),
                                        ),
                                        "+",
                                        django.db.models.functions.text.Length("result"),
                                    ),
                                    "+",
                                    django.db.models.functions.text.Length("what_worked"),
                                ),
                                "+",
                                django.db.models.functions.text.Length("situation"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("limits"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "countries",
                    models.ManyToManyField(blank=True, related_name="cases", to="organizations.country"),
                ),
                (
                    "named_people",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Who may read this while it is TLP:AMBER or TLP:RED.",
                        related_name="named_in_%(class)s_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote this and answers for it; sees it while it is a draft.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_by_person_%(class)s_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owning_organizations",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Whose members may read this while it is TLP:AMBER. Their parent organizations may not.",
                        related_name="owned_%(class)s_set",
                        to="organizations.organization",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="organizations.peaceprocess",
                    ),
                ),
                (
                    "lessons",
                    models.ManyToManyField(
                        blank=True,
                        related_name="cases",
                        to="lessons.lesson",
                        verbose_name="lessons drawn from it",
                    ),
                ),
                ("themes", models.ManyToManyField(blank=True, related_name="cases", to="lessons.theme")),
                ("tracks", models.ManyToManyField(blank=True, related_name="cases", to="lessons.track")),
            ],
            options={
                "ordering": ["sort_title", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CaseActor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actors", to="lessons.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_roles",
                        to="organizations.office",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_roles",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office__isnull", True), ("organization__isnull", False)),
                            models.Q(("office__isnull", False), ("organization__isnull", True)),
                            _connector="OR",
                        ),
                        name="lessons_caseactor_one_actor",
                        violation_error_message="An actor is either an organization or an office.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseCitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Where in the source: a chapter, section, paragraph, page or footnote.",
                        max_length=200,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="The editors' remark on this use of the source.", max_length=600
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="lessons.case",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organizations.source",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "source", "locator"), name="lessons_casecitation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContrastCitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Where in the source: a chapter, section, paragraph, page or footnote.",
                        max_length=200,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="The editors' remark on this use of the source.", max_length=600
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="lessons.contrast",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organizations.source",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "source", "locator"), name="lessons_contrastcitation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContrastPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aspect", models.CharField(max_length=150)),
                ("first", models.TextField(max_length=4000, verbose_name="of the first term")),
                ("second", models.TextField(max_length=4000, verbose_name="of the second term")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "contrast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="lessons.contrast",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("contrast", "aspect"), name="lessons_contrastpoint_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "description",
                    models.TextField(help_text="What was done with the lesson.", max_length=8000),
                ),
                (
                    "date",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                    ),
                ),
                ("outcome", models.TextField(blank=True, help_text="What came of it.", max_length=8000)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="organizations.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="organizations.organization",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="organizations.peaceprocess",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications",
                        to="lessons.lesson",
                    ),
                ),
            ],
            options={
                "ordering": ["-date", "pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date", ""),
                            (
                                "date__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                            ),
                            _connector="OR",
                        ),
                        name="lessons_application_date_partial",
                        violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonCitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Where in the source: a chapter, section, paragraph, page or footnote.",
                        max_length=200,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="The editors' remark on this use of the source.", max_length=600
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="lessons.lesson",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organizations.source",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "source", "locator"), name="lessons_lessoncitation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("supports", "Supports"),
                            ("contradicts", "Contradicts"),
                            ("refines", "Refines"),
                            ("supersedes", "Supersedes"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="lessons.lesson"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reverse_links",
                        to="lessons.lesson",
                    ),
                ),
            ],
            options={
                "ordering": ["relation", "pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lesson", "other"),
                        name="lessons_lessonlink_once",
                        violation_error_message="These two lessons are linked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lesson", models.F("other")), _negated=True),
                        name="lessons_lessonlink_two_lessons",
                        violation_error_message="A lesson cannot be linked to itself.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="contrast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$"),
                    models.Q(
                        (
                            "slug__in",
                            (
                                "add",
                                "all",
                                "api",
                                "archive",
                                "compare",
                                "contrasts",
                                "delete",
                                "drafts",
                                "edit",
                                "export",
                                "feed",
                                "help",
                                "history",
                                "import",
                                "map",
                                "matrix",
                                "mine",
                                "new",
                                "random",
                                "review",
                                "search",
                                "suggest",
                                "timeline",
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                name="lessons_contrast_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contrast",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="lessons_contrast_once"),
        ),
        migrations.AddConstraint(
            model_name="contrast",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True),
                name="lessons_contrast_two_terms",
            ),
        ),
        migrations.AddConstraint(
            model_name="termcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="lessons_termcitation_once"
            ),
        ),
        migrations.AddIndex(
            model_name="theme",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="lessons_theme_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$"),
                    models.Q(
                        (
                            "slug__in",
                            (
                                "add",
                                "all",
                                "api",
                                "archive",
                                "compare",
                                "contrasts",
                                "delete",
                                "drafts",
                                "edit",
                                "export",
                                "feed",
                                "help",
                                "history",
                                "import",
                                "map",
                                "matrix",
                                "mine",
                                "new",
                                "random",
                                "review",
                                "search",
                                "suggest",
                                "timeline",
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                name="lessons_theme_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="lessons_theme_not_own_parent",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="lessons_lesson_search"
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("search_vector"),
                    models.Value("{a}"),
                    function="ts_filter",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="lessons_lesson_title_words",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                models.OrderBy(models.F("year"), descending=True, nulls_last=True),
                models.OrderBy(models.F("date"), descending=True),
                models.F("id"),
                include=("status", "handling", "owner"),
                name="lessons_lesson_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["sort_title", "id"], name="lessons_lesson_title"),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                condition=models.Q(("language__in", ["en", "fr", "es", "ar"]), _negated=True),
                fields=["id"],
                name="lessons_lesson_other_language",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                django.db.models.functions.comparison.Collate("sort_title", "C"),
                models.F("id"),
                name="lessons_lesson_title_begin",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    models.Func(
                        models.Func(
                            models.F("sort_title"),
                            models.Value("/<>’‘“”«»„–—…·¿¡،؛؟_"),
                            models.Value("                    "),
                            function="translate",
                            output_field=models.TextField(),
                        ),
                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                        models.Value(" \\1 "),
                        models.Value("g"),
                        function="regexp_replace",
                        output_field=models.TextField(),
                    ),
                    config="msn_simple",
                ),
                name="lessons_lesson_title_typed",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$"),
                    models.Q(
                        (
                            "slug__in",
                            (
                                "add",
                                "all",
                                "api",
                                "archive",
                                "compare",
                                "contrasts",
                                "delete",
                                "drafts",
                                "edit",
                                "export",
                                "feed",
                                "help",
                                "history",
                                "import",
                                "map",
                                "matrix",
                                "mine",
                                "new",
                                "random",
                                "review",
                                "search",
                                "suggest",
                                "timeline",
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                name="lessons_lesson_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("handling__in", ["clear", "green", "amber", "red"])),
                name="lessons_lesson_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in-review", "returned", "published", "superseded", "archived"])
                ),
                name="lessons_lesson_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date", ""),
                    (
                        "date__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="lessons_lesson_date_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="lessons_lesson_titled"
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution__in", ["named", "organization-only", "chatham-house"])),
                name="lessons_lesson_attribution_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence__in", ["", "single-account", "several-accounts", "documented", "evaluated"])
                ),
                name="lessons_lesson_evidence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["challenge", "opportunity", "recommendation", "good-practice", "observation"],
                    )
                ),
                name="lessons_lesson_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "superseded"), ("superseded_by__isnull", False)),
                    models.Q(
                        models.Q(("status", "superseded"), _negated=True), ("superseded_by__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="lessons_lesson_superseded_by_one",
                violation_error_message="A superseded entry names its successor; no other entry does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_by__isnull", True),
                    models.Q(("superseded_by", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="lessons_lesson_not_own_successor",
                violation_error_message="An entry cannot supersede itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("translation_of__isnull", True),
                    models.Q(("translation_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="lessons_lesson_not_own_translation",
                violation_error_message="An entry cannot be a translation of itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True),
                    models.Q(("insight", ""), _negated=True),
                    _connector="OR",
                ),
                name="lessons_lesson_published_with_insight",
                violation_error_message="A published lesson says what was learned.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("translation_of__isnull", False)),
                fields=("translation_of", "language"),
                name="lessons_lesson_one_translation_a_language",
                violation_error_message="There is a translation into this language already.",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="lessons_case_search"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                django.db.models.functions.comparison.Collate("sort_title", "C"),
                models.F("id"),
                name="lessons_case_title_begin",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    models.Func(
                        models.Func(
                            models.F("sort_title"),
                            models.Value("/<>’‘“”«»„–—…·¿¡،؛؟_"),
                            models.Value("                    "),
                            function="translate",
                            output_field=models.TextField(),
                        ),
                        models.Value("([\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff])"),
                        models.Value(" \\1 "),
                        models.Value("g"),
                        function="regexp_replace",
                        output_field=models.TextField(),
                    ),
                    config="msn_simple",
                ),
                name="lessons_case_title_typed",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$"),
                    models.Q(
                        (
                            "slug__in",
                            (
                                "add",
                                "all",
                                "api",
                                "archive",
                                "compare",
                                "contrasts",
                                "delete",
                                "drafts",
                                "edit",
                                "export",
                                "feed",
                                "help",
                                "history",
                                "import",
                                "map",
                                "matrix",
                                "mine",
                                "new",
                                "random",
                                "review",
                                "search",
                                "suggest",
                                "timeline",
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                name="lessons_case_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("handling__in", ["clear", "green", "amber", "red"])),
                name="lessons_case_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in-review", "returned", "published", "superseded", "archived"])
                ),
                name="lessons_case_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start", ""),
                    (
                        "start__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="lessons_case_start_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end", ""),
                    (
                        "end__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="lessons_case_end_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="lessons_case_titled"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution__in", ["named", "organization-only", "chatham-house"])),
                name="lessons_case_attribution_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start", ""), ("end", ""), ("end__gte", models.F("start")), _connector="OR"
                ),
                name="lessons_case_end_after_start",
            ),
        ),
    ]
