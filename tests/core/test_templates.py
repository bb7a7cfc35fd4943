"""Rules that hold for every template, and the style page that shows the components."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import RequestFactory

from core.models import HomePage
from core.styleguide import styleguide

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "wagtailadmin" not in path.parts)
PUBLIC = [path for path in TEMPLATES if path.relative_to(ROOT / "templates").parts[0] != "wagtailusers"]
ICONS = {path.stem for path in (ROOT / "static_src" / "icons").glob("*.svg")}

SHOWN = """card resource-card facet-panel pagination table--stacked notice--error status--late
    empty-state search-hit passages tabs date-block figures neighbours field__error breadcrumbs
    plan-sheet red-note progress__target tally"""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path: Path) -> None:
    get_template(name_of(path))


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
def test_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<style\b", text)
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, flags=re.DOTALL):
        assert "src=" in attributes or "application/json" in attributes, body
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = {
        (name_of(path), icon)
        for path in TEMPLATES
        for icon in re.findall(r"{% icon \"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert [pair for pair in named if pair[1] not in ICONS] == []


def test_every_icon_and_pattern_of_the_taxonomy_is_drawn() -> None:
    taxonomy = json.loads((ROOT / "learning_resources/data/taxonomy.json").read_text(encoding="utf-8"))
    assert {kind["icon"] for kind in taxonomy["material_types"]} <= ICONS
    css = (ROOT / "static_src/css/components/notebook-label.css").read_text(encoding="utf-8")
    patterns = {subject["pattern"] for subject in taxonomy["subjects"]}
    assert {pattern for pattern in patterns if f".notebook-label--{pattern} " not in css} == set()


def test_every_component_style_is_bundled() -> None:
    entry = (ROOT / "static_src/css/site.css").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "static_src/css/components").glob("*.css")}
    assert {name for name in files if f"components/{name}" not in entry} == set()


def test_every_component_says_what_it_takes() -> None:
    components = (ROOT / "templates/components").glob("*.html")
    assert [
        path.name for path in components if not path.read_text(encoding="utf-8").startswith("{% comment %}")
    ] == []


def test_the_style_page_shows_every_component(site_tree: HomePage, rf: RequestFactory) -> None:
    html = styleguide(rf.get("/phong-cach/")).content.decode()
    for block in SHOWN.split():
        assert re.search(rf'class="[^"]*\b{block}\b', html), block


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_of_a_broken_site_need_nothing(name: str) -> None:
    """No request, no context processor, no database (this test has no access to one)."""
    html = get_template(name).render()
    assert "css/site" in html
    assert "</html>" in html
