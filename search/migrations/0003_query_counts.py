"""How often something was searched for, by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_synonyms")]
    operations = [
        migrations.CreateModel(
            name="QueryCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("text", models.CharField(max_length=100)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("searches", models.PositiveIntegerField(default=0)),
                ("without_result", models.PositiveIntegerField(default=0)),
                ("total_ms", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "text", "kind"), name="search_query_count_once")
                ],
            },
        ),
    ]
