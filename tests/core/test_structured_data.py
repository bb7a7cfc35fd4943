"""JSON-LD blocks."""

import datetime
import json

from django.template import Context, Template

SOURCE = """{% load structured_data %}{% schema "Organization" name=issuer as organisation %}\
{% schema_list words "DefinedTerm" as terms %}\
{% schema "Legislation" name=title legislationDate=day publisher=organisation about=terms \
url=none as thing %}\
{% json_ld thing %}"""


def test_values_are_kept_and_nothing_ends_the_block() -> None:
    title = "Kế hoạch </script><script>alert(1)</script> & phụ lục"
    context = {
        "title": title,
        "issuer": "Sở GD&ĐT",
        "day": datetime.date(2026, 1, 12),
        "words": ["số"],
        "none": None,
    }
    html = Template(SOURCE).render(Context(context))
    assert html.startswith('<script type="application/ld+json">')
    assert html.count("<") == 2
    data = json.loads(html.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert data == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": title,
        "legislationDate": "2026-01-12",
        "publisher": {"@type": "Organization", "name": "Sở GD&ĐT"},
        "about": [{"@type": "DefinedTerm", "name": "số"}],
    }
