import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import msn_kb.core.dates
import msn_kb.core.folding
import msn_kb.core.slugs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_search_configurations"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientGroup",
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
            name="Country",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=120, unique=True, verbose_name="name in English")),
                ("name_fr", models.CharField(max_length=120, verbose_name="name in French")),
                ("name_es", models.CharField(max_length=120, verbose_name="name in Spanish")),
                ("name_ar", models.CharField(max_length=120, verbose_name="name in Arabic")),
                (
                    "sort_name",
                    msn_kb.core.folding.FoldedField("name_en", default="", editable=False, max_length=400),
                ),
                (
                    "alpha3",
                    models.CharField(
                        max_length=3,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{3}$", "Three capital letters.")
                        ],
                        verbose_name="ISO alpha-3",
                    ),
                ),
                ("alpha2", models.CharField(max_length=2, unique=True, verbose_name="ISO alpha-2")),
                (
                    "m49",
                    models.CharField(
                        blank=True,
                        help_text="Empty where M49 lists no code.",
                        max_length=3,
                        verbose_name="M49 code",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["sort_name", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportService",
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
            name="Organization",
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
                ("name", models.CharField(max_length=250, unique=True)),
                (
                    "acronym",
                    models.CharField(
                        blank=True, db_index=True, help_text="Two bodies may share an acronym.", max_length=30
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("intergovernmental", "Intergovernmental organization"),
                            ("regional", "Regional organization"),
                            ("un-entity", "UN entity"),
                            ("state-body", "State or state body"),
                            ("ngo", "Non-governmental organization"),
                            ("academic", "Academic institution"),
                            ("network", "Network or contact group"),
                        ],
                        max_length=20,
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=400)),
                ("description", models.TextField(blank=True, max_length=8000)),
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
                                    models.Func(
                                        models.Func(
                                            models.F("acronym"),
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
                                            models.F("acronym"),
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
                                        models.F("description"),
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
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("name"),
                                "+",
                                django.db.models.functions.text.Length("acronym"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("description"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="organizations.country",
                        verbose_name="headquarters",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Office",
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
                ("name", models.CharField(max_length=250, unique=True)),
                ("acronym", models.CharField(blank=True, db_index=True, max_length=30)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not-stated", "Not stated"),
                            ("exploring", "Exploring"),
                            ("planned", "Planned"),
                            ("operational", "Operational"),
                            ("closed", "Closed"),
                        ],
                        default="not-stated",
                        max_length=12,
                    ),
                ),
                ("year_established", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("mandate", models.TextField(blank=True, max_length=8000)),
                (
                    "placement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("political-or-regional-department", "Political or regional department"),
                            ("early-warning-service", "Early warning service"),
                            ("crisis-response", "Crisis response"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "staff_min",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="staff, at least"),
                ),
                (
                    "staff_max",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="staff, at most"),
                ),
                (
                    "staff_as_of",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="date of the staff figure",
                    ),
                ),
                ("funding", models.TextField(blank=True, max_length=4000)),
                ("contact", models.TextField(blank=True, max_length=2000)),
                ("website", models.URLField(blank=True, max_length=400)),
                ("description", models.TextField(blank=True, max_length=8000)),
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
                                    models.Func(
                                        models.Func(
                                            models.F("acronym"),
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
                                            models.F("acronym"),
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
                                        models.F("mandate"),
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
                                        models.F("description"),
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
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.text.Length("name"),
                                    "+",
                                    django.db.models.functions.text.Length("acronym"),
                                ),
                                "+",
                                django.db.models.functions.text.Length("mandate"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("description"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "clients",
                    models.ManyToManyField(
                        blank=True, related_name="offices", to="organizations.clientgroup"
                    ),
                ),
                (
                    "hosts",
                    models.ManyToManyField(
                        related_name="offices",
                        to="organizations.organization",
                        verbose_name="host organizations",
                    ),
                ),
                (
                    "services",
                    models.ManyToManyField(
                        blank=True,
                        related_name="offices",
                        to="organizations.supportservice",
                        verbose_name="services offered",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since")),
                ("end_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until")),
                (
                    "as_of",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The date of the list that names this member: 2022 or 2022-04.",
                        max_length=10,
                        verbose_name="as of",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="editors' note")),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="organizations.office",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        limit_choices_to={"kind": "network"},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="organizations.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["network__sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("title", models.CharField(max_length=300, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("workshop", "Workshop"),
                            ("annual-meeting", "Annual meeting"),
                            ("expert-meeting", "Expert meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "start",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="first day",
                    ),
                ),
                (
                    "end",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="last day",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=150)),
                ("topic", models.CharField(blank=True, max_length=400)),
                ("description", models.TextField(blank=True, max_length=8000)),
                (
                    "people_in_person",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people in person"),
                ),
                (
                    "people_online",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people online"),
                ),
                (
                    "organizations_in_person",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="organizations in person"
                    ),
                ),
                (
                    "organizations_online",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="organizations online"
                    ),
                ),
                ("women", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="women")),
                ("men", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="men")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="editors' note")),
                (
                    "sort_title",
                    msn_kb.core.folding.FoldedField("title", default="", editable=False, max_length=400),
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
                                            models.F("title"),
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
                                            models.F("topic"),
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
                                            models.F("place"),
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
                                        models.F("description"),
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
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.text.Length("title"),
                                    "+",
                                    django.db.models.functions.text.Length("topic"),
                                ),
                                "+",
                                django.db.models.functions.text.Length("place"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("description"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="organizations.country",
                    ),
                ),
                (
                    "convenors",
                    models.ManyToManyField(
                        blank=True, related_name="convened_meetings", to="organizations.organization"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        help_text="The network whose meeting it is.",
                        limit_choices_to={"kind": "network"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_meetings",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["-start", "pk"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "An account has this address already."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150)),
                ("is_staff", models.BooleanField(default=False, verbose_name="may open the admin")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Take away instead of deleting an account.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["email"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                (
                    "language",
                    models.CharField(
                        blank=True,
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
                        max_length=3,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("translation", "In another language"),
                            ("former", "Former name"),
                            ("short", "Short name"),
                            ("variant", "Variant found in a source"),
                        ],
                        default="variant",
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("online", "Attended online"),
                            ("invited-absent", "Invited, absent"),
                        ],
                        default="attended",
                        max_length=16,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="organizations.meeting",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="organizations.office",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["attendance", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PeaceProcess",
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
                ("name", models.CharField(max_length=250, unique=True)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=250),
                        blank=True,
                        default=list,
                        help_text="Separated by commas.",
                        size=None,
                    ),
                ),
                ("start_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since")),
                ("end_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until")),
                (
                    "process_status",
                    models.CharField(
                        choices=[
                            ("not-stated", "Not stated"),
                            ("ongoing", "Ongoing"),
                            ("stalled", "Stalled"),
                            ("agreement-reached", "Agreement reached"),
                            ("ended", "Ended"),
                        ],
                        default="not-stated",
                        max_length=20,
                        verbose_name="state of the process",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=8000)),
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
                                        models.F("summary"),
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
                            django.db.models.functions.text.Length("summary"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "countries",
                    models.ManyToManyField(blank=True, related_name="processes", to="organizations.country"),
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
            ],
            options={
                "verbose_name_plural": "peace processes",
                "ordering": ["sort_name", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "role",
                    models.CharField(
                        choices=[
                            ("lead-mediator", "Lead mediator"),
                            ("co-chair", "Co-chair"),
                            ("facilitator", "Facilitator"),
                            ("envoy", "Envoy"),
                            ("host", "Host"),
                            ("contact-group-member", "Contact-group member"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                            ("technical-support", "Technical support"),
                            ("capacity-building", "Capacity building"),
                            ("coordination", "Coordination"),
                            ("not-specified", "Not specified"),
                        ],
                        default="not-specified",
                        max_length=24,
                    ),
                ),
                ("start_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="since")),
                ("end_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until")),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="What it did, in a sentence or two.", max_length=4000
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="editors' note")),
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
                    "office",
                    models.ForeignKey(
                        blank=True,
                        help_text="The office that acts, where the source says so.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="organizations.office",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        help_text="States are organizations of the kind “State or state body”.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="organizations.organization",
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
                    "through",
                    models.ForeignKey(
                        blank=True,
                        help_text="The contact group it acts in.",
                        limit_choices_to={"kind": "network"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_engagements",
                        to="organizations.organization",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagements",
                        to="organizations.peaceprocess",
                    ),
                ),
            ],
            options={
                "ordering": ["process__sort_name", "role", "organization__sort_name", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=120, unique=True, verbose_name="name in English")),
                ("name_fr", models.CharField(max_length=120, verbose_name="name in French")),
                ("name_es", models.CharField(max_length=120, verbose_name="name in Spanish")),
                ("name_ar", models.CharField(max_length=120, verbose_name="name in Arabic")),
                (
                    "sort_name",
                    msn_kb.core.folding.FoldedField("name_en", default="", editable=False, max_length=400),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=3,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{3}$", "Three digits, such as 011.")
                        ],
                        verbose_name="M49 code",
                    ),
                ),
                (
                    "lineage",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        default=list,
                        editable=False,
                        help_text="Codes from the world down to this region, itself included.",
                        size=None,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="organizations.region",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="organization",
            name="regions",
            field=models.ManyToManyField(
                blank=True,
                related_name="organizations",
                to="organizations.region",
                verbose_name="regions of work",
            ),
        ),
        migrations.AddField(
            model_name="country",
            name="region",
            field=models.ForeignKey(
                blank=True,
                help_text="The smallest one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countries",
                to="organizations.region",
            ),
        ),
        migrations.CreateModel(
            name="Source",
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
                ("title", models.CharField(blank=True, max_length=400)),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="What it is. Needed where the document states no title of its own.",
                        max_length=4000,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("discussion-paper", "Discussion paper"),
                            ("policy-brief", "Policy brief"),
                            ("background-paper", "Background paper"),
                            ("report", "Report"),
                            ("guidance", "Guidance"),
                            ("book", "Book"),
                            ("article", "Journal article"),
                            ("fact-sheet", "Fact sheet"),
                            ("summary-note", "Summary note"),
                            ("blog-post", "Blog post"),
                            ("web-page", "Web page"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Separated by commas.",
                        size=None,
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        help_text="A publisher that is not among the organizations.",
                        max_length=200,
                    ),
                ),
                (
                    "date",
                    msn_kb.core.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
                        max_length=10,
                        verbose_name="date of publication",
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
                ("url", models.URLField(blank=True, max_length=600, verbose_name="address")),
                ("doi", models.CharField(blank=True, max_length=200, verbose_name="DOI")),
                ("isbn", models.CharField(blank=True, max_length=20, verbose_name="ISBN")),
                ("container", models.CharField(blank=True, max_length=300, verbose_name="journal or series")),
                ("volume", models.CharField(blank=True, max_length=30)),
                ("number", models.CharField(blank=True, max_length=30)),
                ("pages", models.CharField(blank=True, max_length=30)),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place of publication")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="editors' note")),
                (
                    "sort_label",
                    msn_kb.core.folding.FoldedField("label", default="", editable=False, max_length=400),
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
                                                models.Func(
                                                    models.Func(
                                                        models.F("container"),
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
                                                    models.F("description"),
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
                                                models.Func(
                                                    models.Func(
                                                        models.F("container"),
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
                                                    models.F("description"),
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
                                                models.Func(
                                                    models.Func(
                                                        models.F("container"),
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
                                                    models.F("description"),
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
                                                models.Func(
                                                    models.Func(
                                                        models.F("container"),
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
                                                    models.F("description"),
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
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.Func(
                                                models.F("title"),
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
                                        models.Func(
                                            models.Func(
                                                models.F("container"),
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
                                        weight="B",
                                    ),
                                    django.contrib.postgres.search.SearchConfig("msn_simple"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    models.Func(
                                        models.Func(
                                            models.F("description"),
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
                                django.db.models.functions.text.Length("title"),
                                "+",
                                django.db.models.functions.text.Length("container"),
                            ),
                            "+",
                            django.db.models.functions.text.Length("description"),
                        ),
                        output_field=models.IntegerField(),
                    ),
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
                    "publishers",
                    models.ManyToManyField(
                        blank=True, related_name="publications", to="organizations.organization"
                    ),
                ),
            ],
            options={
                "ordering": ["sort_label", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProcessCitation",
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
                        to="organizations.peaceprocess",
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
            name="OrganizationCitation",
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
                        to="organizations.organization",
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
            name="OfficeCitation",
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
                        to="organizations.office",
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
            name="MembershipCitation",
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
                        to="organizations.membership",
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
            name="MeetingCitation",
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
                        to="organizations.meeting",
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
        migrations.AddField(
            model_name="meeting",
            name="outcome",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcome_of",
                to="organizations.source",
                verbose_name="outcome document",
            ),
        ),
        migrations.CreateModel(
            name="EngagementCitation",
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
                        to="organizations.engagement",
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
            name="SourceCitation",
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
                        to="organizations.source",
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
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office__isnull", True), ("organization__isnull", False)),
                    models.Q(("office__isnull", False), ("organization__isnull", True)),
                    _connector="OR",
                ),
                name="organizations_membership_one_member",
                violation_error_message="A member is either an organization or an office.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organization__isnull", True),
                    models.Q(("organization", models.F("network")), _negated=True),
                    _connector="OR",
                ),
                name="organizations_membership_not_itself",
                violation_error_message="A network is no member of itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                models.F("network"),
                models.F("organization"),
                django.db.models.functions.comparison.Coalesce("start_year", 0),
                condition=models.Q(("organization__isnull", False)),
                name="organizations_membership_organization_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                models.F("network"),
                models.F("office"),
                django.db.models.functions.comparison.Coalesce("start_year", 0),
                condition=models.Q(("office__isnull", False)),
                name="organizations_membership_office_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_year__isnull", True),
                    ("end_year__isnull", True),
                    ("end_year__gte", models.F("start_year")),
                    _connector="OR",
                ),
                name="organizations_membership_end_year_after_start",
                violation_error_message="The end lies before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of", ""),
                    (
                        "as_of__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="organizations_membership_as_of_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="organizations_user_email_unique",
                violation_error_message="An account has this address already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationname",
            constraint=models.UniqueConstraint(
                fields=("organization", "name"), name="organizations_organizationname_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office__isnull", True), ("organization__isnull", False)),
                    models.Q(("office__isnull", False), ("organization__isnull", True)),
                    _connector="OR",
                ),
                name="organizations_participation_one_participant",
                violation_error_message="A participant is either an organization or an office.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organization__isnull", False)),
                fields=("meeting", "organization"),
                name="organizations_participation_organization_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("office__isnull", False)),
                fields=("meeting", "office"),
                name="organizations_participation_office_once",
            ),
        ),
        migrations.AddIndex(
            model_name="peaceprocess",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="organizations_process_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="peaceprocess",
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
                name="organizations_peaceprocess_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="peaceprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(("handling__in", ["clear", "green", "amber", "red"])),
                name="organizations_peaceprocess_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="peaceprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in-review", "returned", "published", "superseded", "archived"])
                ),
                name="organizations_peaceprocess_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="peaceprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_year__isnull", True),
                    ("end_year__isnull", True),
                    ("end_year__gte", models.F("start_year")),
                    _connector="OR",
                ),
                name="organizations_peaceprocess_end_year_after_start",
                violation_error_message="The end lies before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("handling__in", ["clear", "green", "amber", "red"])),
                name="organizations_engagement_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in-review", "returned", "published", "superseded", "archived"])
                ),
                name="organizations_engagement_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_year__isnull", True),
                    ("end_year__isnull", True),
                    ("end_year__gte", models.F("start_year")),
                    _connector="OR",
                ),
                name="organizations_engagement_end_year_after_start",
                violation_error_message="The end lies before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                models.F("process"),
                models.F("organization"),
                models.F("role"),
                django.db.models.functions.comparison.Coalesce("start_year", 0),
                name="organizations_engagement_once",
                violation_error_message="This organization is entered in this role already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^\\d{3}$")), name="organizations_region_code_form"
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="organizations_org_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
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
                name="organizations_organization_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="organizations_organization_not_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="country",
            constraint=models.CheckConstraint(
                condition=models.Q(("alpha3__regex", "^[A-Z]{3}$")), name="organizations_country_alpha3_form"
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="organizations_source_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
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
                name="organizations_source_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("handling__in", ["clear", "green", "amber", "red"])),
                name="organizations_source_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in-review", "returned", "published", "superseded", "archived"])
                ),
                name="organizations_source_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date", ""),
                    (
                        "date__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="organizations_source_date_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("description", ""), _negated=True),
                    _connector="OR",
                ),
                name="organizations_source_titled_or_described",
                violation_error_message="Give a title, or a description where the document states no title.",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_processcitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_organizationcitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officecitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_officecitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="membershipcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_membershipcitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_meetingcitation_once"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="organizations_meeting_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
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
                name="organizations_meeting_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start", ""),
                    (
                        "start__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="organizations_meeting_start_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end", ""),
                    (
                        "end__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="organizations_meeting_end_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start", ""), ("end", ""), ("end__gte", models.F("start")), _connector="OR"
                ),
                name="organizations_meeting_end_after_start",
                violation_error_message="The last day lies before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementcitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_engagementcitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcecitation",
            constraint=models.UniqueConstraint(
                fields=("record", "source", "locator"), name="organizations_sourcecitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcecitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("record", models.F("source")), _negated=True),
                name="organizations_sourcecitation_other",
            ),
        ),
        migrations.AddIndex(
            model_name="office",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="organizations_office_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
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
                name="organizations_office_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff_as_of", ""),
                    (
                        "staff_as_of__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$",
                    ),
                    _connector="OR",
                ),
                name="organizations_office_staff_as_of_partial",
                violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff_min__isnull", True),
                    ("staff_max__isnull", True),
                    ("staff_max__gte", models.F("staff_min")),
                    _connector="OR",
                ),
                name="organizations_office_staff_order",
                violation_error_message="The most staff is less than the least.",
            ),
        ),
    ]
