"""Translations without the gettext tools, which not every machine has.

python scripts/messages.py compile   locale/**/LC_MESSAGES/*.po → .mo (third_party: what packages leave in English)
python scripts/messages.py update    bring locale/vi up to date with the sources (new entries are empty)
python scripts/messages.py check     exit 1 when a string of the sources has no Vietnamese
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
VIETNAMESE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def source_files() -> list[Path]:
    """Return the Python files and templates under version control, tests and scripts left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    names = listed.stdout.decode().splitlines()
    wanted = (
        n for n in names if n.endswith((".py", ".html", ".txt")) and not n.startswith(("tests/", "scripts/"))
    )
    return sorted(ROOT / n for n in wanted if not n.endswith(".txt") or n.startswith("templates/"))


def extracted() -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    """Yield (file, line, message or (singular, plural), context) of every marked string."""
    from django.utils.translation.template import templatize

    for path in source_files():
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix in {".html", ".txt"}:
            # Messages come out as one-line literals; what surrounds them keeps the template's indentation.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
        name = str(path.relative_to(ROOT))
        for line, message, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            yield name, line, message, context


def template_catalogue() -> Catalog:
    """Return the catalogue of the sources, without translations."""
    catalogue = Catalog(locale="vi", project="Portal", charset="utf-8", fuzzy=False)
    for name, line, message, context in extracted():
        flags = ["python-format"] if "%(" in str(message) or "%s" in str(message) else []
        catalogue.add(message, locations=[(name, line)], context=context, flags=flags)
    return catalogue


def read(path: Path) -> Catalog:
    """Return the catalogue in ``path``."""
    with path.open("rb") as handle:
        return read_po(handle, locale=path.parts[-3])


def compile_all() -> int:
    """Write a .mo beside every .po."""
    for path in ROOT.glob("locale/**/LC_MESSAGES/*.po"):
        with path.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, read(path))
    return 0


def update() -> int:
    """Bring locale/vi up to date; entries that no source has any more go."""
    catalogue = (
        read(VIETNAMESE) if VIETNAMESE.exists() else Catalog(locale="vi", charset="utf-8", fuzzy=False)
    )
    catalogue.update(template_catalogue(), no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.obsolete.clear()
    VIETNAMESE.parent.mkdir(parents=True, exist_ok=True)
    with VIETNAMESE.open("wb") as handle:
        write_po(handle, catalogue, width=100, sort_by_file=False, no_location=True, sort_output=True)
    return 0


def is_translated(translation: str | tuple[str, ...] | None) -> bool:
    """Return whether all forms are there."""
    return all(translation) if isinstance(translation, tuple) else bool(translation)


def check() -> int:
    """Name every string of the sources that has no Vietnamese."""
    catalogue = read(VIETNAMESE)
    missing = 0
    for wanted in template_catalogue():
        if not wanted.id:
            continue
        found = catalogue.get(wanted.id[0] if isinstance(wanted.id, tuple) else wanted.id, wanted.context)
        if found is None or found.fuzzy or not is_translated(found.string):
            missing += 1
            print(f"{wanted.locations[0][0]}:{wanted.locations[0][1]}: no Vietnamese for {wanted.id!r}")
    print(f"{missing} strings without Vietnamese" if missing else "All strings have their Vietnamese.")
    return int(missing > 0)


if __name__ == "__main__":
    commands = {"compile": compile_all, "update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    sys.exit(commands[sys.argv[1]]())
