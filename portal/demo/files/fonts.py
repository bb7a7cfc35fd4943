"""Static Vietnamese fonts cut from the variable Source Sans 3 of the ``fontpkg-source-sans-3`` package.

reportlab and Pillow can't read a variable font's axes, so one instance per weight is made in memory.
"""

import io
from functools import lru_cache

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import ImageFont

REGULAR, BOLD = 400, 700
# Latin with every Vietnamese letter and loose marks, Greek, punctuation, super- and subscripts, arrows,
# mathematical signs. Cutting the rest first makes an instance ten times faster.
_RANGES = ((0x20, 0x24F), (0x2B0, 0x3FF), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x2500, 0x26FF))


@lru_cache(maxsize=4)
def static_font(weight: int) -> bytes:
    """Return a static TTF of Source Sans 3 at ``weight`` (400 or 700), the same bytes every time."""
    font = TTFont(fontpkg.path("source-sans-3"), recalcTimestamp=False)
    subsetter = Subsetter(
        Options(layout_features=["ccmp", "mark", "mkmk", "kern", "locl"], notdef_outline=True)
    )
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    static = instantiateVariableFont(font, {"wght": weight})
    static.recalcTimestamp = False
    # "Source" is a reserved font name of its licence; and PDF readers tell embedded fonts apart by name.
    name = f"SonHaiSans-{'Bold' if weight == BOLD else 'Regular'}"
    for record in static["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = name
    buffer = io.BytesIO()
    static.save(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=64)
def pillow_font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """Return the font for drawing pictures at ``size`` pixels."""
    return ImageFont.truetype(io.BytesIO(static_font(weight)), size)
