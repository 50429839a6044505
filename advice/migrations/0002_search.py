import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advice", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="advice.claim",
                        verbose_name="claim",
                    ),
                ),
                ("claim_text", models.TextField(verbose_name="claim")),
                (
                    "labels",
                    models.TextField(
                        help_text="Names and other labels, misspellings included.", verbose_name="topics"
                    ),
                ),
                (
                    "arguments",
                    models.TextField(
                        help_text="With the questions and positions they serve.", verbose_name="arguments"
                    ),
                ),
                (
                    "context",
                    models.TextField(help_text="Source, speaker, section, passage.", verbose_name="context"),
                ),
                ("facets", models.TextField(verbose_name="facets")),
                (
                    "published_on",
                    models.DateField(
                        help_text="The first day of the year 1 where unknown.", verbose_name="published on"
                    ),
                ),
                ("first_hand", models.BooleanField(verbose_name="first-hand")),
                (
                    "voices",
                    models.PositiveIntegerField(
                        help_text="On the arguments that it carries.", verbose_name="voices"
                    ),
                ),
                ("edition", models.PositiveBigIntegerField(db_index=True, verbose_name="edition")),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [
                    models.Index(fields=["-published_on", "claim"], name="search_newest"),
                    models.Index(fields=["-voices", "claim"], name="search_voices"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="word"),
                ),
                ("entries", models.PositiveIntegerField(verbose_name="entries")),
            ],
            options={
                "verbose_name": "word",
                "verbose_name_plural": "words",
            },
        ),
        migrations.CreateModel(
            name="SearchTotals",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entries", models.BigIntegerField(default=0, verbose_name="entries")),
                ("characters", models.BigIntegerField(default=0, verbose_name="characters")),
                (
                    "words_edition",
                    models.PositiveBigIntegerField(
                        default=0,
                        help_text="The last whose entries are counted in SearchWord.",
                        verbose_name="edition of the words",
                    ),
                ),
                (
                    "definition",
                    models.CharField(default="", max_length=64, verbose_name="digest of the definition"),
                ),
            ],
            options={
                "verbose_name": "totals of the index",
                "verbose_name_plural": "totals of the index",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="search_totals_is_one_row")
                ],
            },
        ),
    ]
