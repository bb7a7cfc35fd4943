"""The home page at the root of the first site, in place of Wagtail's welcome page."""

from typing import Any

from django.db import migrations


def make_home_page(apps: Any, schema_editor: Any) -> None:
    page_model = apps.get_model("wagtailcore", "Page")
    locale = apps.get_model("wagtailcore", "Locale").objects.first()
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="core", model="homepage"
    )
    root = page_model.objects.get(depth=1)
    sites = apps.get_model("wagtailcore", "Site").objects
    page_model.objects.filter(depth=2, slug="home").delete()
    home = apps.get_model("core", "HomePage").objects.create(
        title="Trang chủ",
        draft_title="Trang chủ",
        slug="trang-chu",
        content_type=content_type,
        locale=locale,
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        url_path="/trang-chu/",
        live=True,
    )
    root.numchild = 1
    root.save(update_fields=["numchild"])
    sites.all().delete()
    sites.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True, site_name="")


def remove_home_page(apps: Any, schema_editor: Any) -> None:
    apps.get_model("core", "HomePage").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_home_page, remove_home_page)]
