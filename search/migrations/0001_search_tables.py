"""The search table, its passages, and the sequence that orders its writes."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SearchSequence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField(default=0)),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("title", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("keywords", models.TextField(blank=True)),
                ("language", models.CharField(default="vi", max_length=35)),
                ("date", models.DateField(blank=True, null=True)),
                ("facets", models.JSONField(default=dict)),
                ("weight", models.FloatField(default=0.0)),
                ("numbers", models.JSONField(default=list)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("folded", models.TextField(blank=True)),
                ("sequence", models.BigIntegerField(db_index=True)),
                ("deleted", models.BooleanField(default=False)),
            ],
            options={"indexes": [models.Index(fields=["kind", "deleted"], name="search_document_kind")]},
        ),
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor", models.CharField(max_length=200)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("position", models.PositiveIntegerField()),
                ("url", models.CharField(blank=True, max_length=1000)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="search.searchdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "position"), name="search_passage_position")
                ],
            },
        ),
    ]
