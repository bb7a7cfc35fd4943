"""Cuts the two web fonts of the portal: ``build_fonts.py [OUT_DIR]`` (default: build/static/fonts).

Source Sans 3 keeps its weight axis from 400 to 700 (text and controls); Literata is frozen at weight 700 and
optical size 24 (headings and large figures). Together they are about 46 kB.

Both come from PyPI (``fontpkg-source-sans-3``, ``fontpkg-literata``) under the SIL Open Font License.
"Source" is a Reserved Font Name there, so what we cut carries the neutral names ``Portal Sans`` and
``Portal Serif``; the licence text of each is written beside it, as clause 2 of the licence asks.
"""

import hashlib
import sys
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT_DIR = Path(__file__).resolve().parent.parent / "build" / "static" / "fonts"

# Vietnamese, then what Ba Na, Gia Rai, Xơ Đăng, Giẻ-Triêng and Ê Đê add: breves, barred b, Č, Ñ.
LETTERS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưĔĕĬĭŎŏŬŭƀɃÑñČčÇç"
# Combining marks: ơ̆ ư̆ ê̆ exist only as a letter plus U+0306, which packaged "vietnamese" subsets leave out.
MARKS = (0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323, 0x331)
SYMBOLS = "\u00a0§©«®°±²³µ·»¼½¾×÷\u2009‐‑–—‘’“”•…\u202f′″₫←↑→↓−≈≠≤≥"
CODE_POINTS = {
    *range(0x20, 0x7F),
    *range(0x1EA0, 0x1EFA),
    *(ord(letter) for letter in LETTERS),
    *MARKS,
    *(ord(symbol) for symbol in SYMBOLS),
}
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "liga", "calt")


@dataclass(frozen=True)
class Cut:
    """One font to make; ``axes`` as fontTools' instancer takes them (a range is kept, a number freezes)."""

    file_name: str
    family: str
    distribution: str
    package: str
    source: str
    axes: dict[str, float | tuple[float, float]]


CUTS = (
    Cut(
        file_name="portal-sans",
        family="Portal Sans",
        distribution="fontpkg-source-sans-3",
        package="fontpkg_source_sans_3",
        source="SourceSans3[wght].ttf",
        axes={"wght": (400, 700)},
    ),
    Cut(
        file_name="portal-serif",
        family="Portal Serif",
        distribution="fontpkg-literata",
        package="fontpkg_literata",
        source="Literata[opsz,wght].ttf",
        axes={"wght": 700, "opsz": 24},
    ),
)


def fingerprint(cut: Cut) -> str:
    """Return a hash of everything the result depends on: this script and the versions of font and tool."""
    parts = (
        Path(__file__).read_bytes(),
        metadata.version(cut.distribution).encode(),
        metadata.version("fonttools").encode(),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def rename(font: TTFont, family: str) -> None:
    """Give the font its neutral name and drop the records (full name, trademark) that repeat the old one."""
    style = "Bold" if family.endswith("Serif") else "Regular"
    names = {
        1: family,
        2: style,
        3: f"{family} {style} {font['head'].fontRevision:.3f}",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
    }
    table = font["name"]
    # 0 copyright, 13 and 14 the licence: they must stay. The variation names (256 on) name no family.
    table.names = [record for record in table.names if record.nameID in (0, 13, 14) or record.nameID >= 256]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def cut_font(cut: Cut, target: Path) -> None:
    """Write ``target`` (woff2): our code points and features, the wanted axes, no hinting."""
    font = TTFont(str(resources.files(cut.package) / "files" / cut.source))
    options = subset.Options(layout_features=list(FEATURES), hinting=False, desubroutinize=True)
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CODE_POINTS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, cut.axes)
    rename(font, cut.family)
    font.flavor = "woff2"
    font.save(target)


def licence_text(cut: Cut) -> str:
    """Return the OFL text that the package ships.

    Raises FileNotFoundError when a later version of the package keeps it elsewhere.
    """
    for file in metadata.files(cut.distribution) or ():
        if file.name.upper() in {"OFL.TXT", "LICENSE.TXT", "LICENSE", "LICENSE.MD"}:
            text = file.read_text(encoding="utf-8")
            if "SIL OPEN FONT LICENSE" in text.upper():
                return text
    raise FileNotFoundError(f"{cut.distribution}: no Open Font License text in the package")


def build(out_dir: Path) -> None:
    """Make what is missing or out of date in ``out_dir``; print one line for each font."""
    out_dir.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        target = out_dir / f"{cut.file_name}.woff2"
        stamp = out_dir / f".{cut.file_name}.stamp"
        wanted = fingerprint(cut)
        if target.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            state = "up to date"
        else:
            cut_font(cut, target)
            (out_dir / f"{cut.file_name}-OFL.txt").write_text(licence_text(cut), encoding="utf-8")
            stamp.write_text(wanted, encoding="ascii")
            state = "made"
        print(f"fonts/{target.name}: {target.stat().st_size} B, {state}")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT_DIR)
