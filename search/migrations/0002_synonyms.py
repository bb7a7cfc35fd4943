"""Synonyms that staff edit, seeded with the abbreviations of Vietnamese administration and schools."""

from django.db import migrations, models

from search.vocabulary import SEED_GROUPS


def seed(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(
        synonym(forms=", ".join(group.forms), ambiguous=group.ambiguous) for group in SEED_GROUPS
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_tables")]
    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "forms",
                    models.CharField(
                        help_text=(
                            "Separated by commas. Whoever searches for one of them finds the others too."
                        ),
                        max_length=500,
                        verbose_name="writings",
                    ),
                ),
                (
                    "ambiguous",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "The first writing may mean any of the others: they are added with little weight."
                        ),
                        verbose_name="ambiguous abbreviation",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms and abbreviations",
                "ordering": ["forms"],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
