"""Queries with ranks and times, things found, and how often each engine answered within a time."""

from django.db import migrations, models

_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_query_counts")]
    operations = [
        migrations.AlterModelOptions(
            name="querycount",
            options={"verbose_name": "counted query", "verbose_name_plural": "counted queries"},
        ),
        *(
            migrations.AddField(
                model_name="querycount",
                name=name,
                field=models.PositiveIntegerField(db_default=0, default=0),
            )
            for name in ("hits", "degraded", "slowest_ms", "clicks", "rank_sum")
        ),
        migrations.CreateModel(
            name="FoundThing",
            fields=[
                _ID,
                ("key", models.CharField(max_length=120, unique=True)),
                ("last_found", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchTally",
            fields=[
                _ID,
                ("engine", models.CharField(max_length=40)),
                ("degraded", models.BooleanField()),
                ("up_to_ms", models.PositiveIntegerField()),
                ("searches", models.PositiveBigIntegerField(default=0)),
                ("total_ms", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("engine", "degraded", "up_to_ms"), name="search_tally_once"
                    )
                ],
            },
        ),
    ]
