from django.db import migrations, models

from msn_kb.core.changes import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [("core", "0002_former_addresses")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.BigIntegerField()),
            ],
        ),
        # The triggers that call it are put on the tables after each migration (``changes.watch``).
        migrations.RunSQL(sql=CREATE, reverse_sql=DROP),
    ]
