"""Pictures of our own, drawn with Pillow from a list of shapes.

A drawing is ``{"size": [width, height], "ground": "paper|grid|board|white", "shapes": [shape, …]}``.
A shape is a list: its kind, its numbers, then an optional dictionary of options:
``["rect", x, y, w, h, {…}]``, ``["oval", x, y, w, h, {…}]`` (x, y = top left corner),
``["pie", x, y, w, h, start, end, {…}]`` (degrees, 0 = three o'clock, clockwise),
``["poly", [[x, y], …], {…}]``, ``["line", [[x, y], …], {…}]``, ``["arrow", x1, y1, x2, y2, {…}]``,
``["text", x, y, "words", {…}]``. Options: ``fill``, ``line`` (colour names below or ``#rrggbb``),
``width``, ``size`` (pixels), ``bold``, ``anchor`` (Pillow's, "mm" = middle), ``radius``.
"""

import io
import math
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from portal.demo.files.fonts import BOLD, REGULAR, pillow_font

COLOURS = {
    "paper": "#faf7ef", "sheet": "#fffefa", "white": "#ffffff", "ink": "#1b2440", "ink-2": "#495270",
    "blue": "#1d3fa6", "blue-t": "#e6ecfb", "sky": "#9cc3ee", "sea": "#5c97d6", "plum": "#61318c",
    "red": "#b0231b", "red-t": "#fbe8e4", "pink": "#f0a9a0", "green": "#1c6444", "green-t": "#cfe8da",
    "leaf": "#63a878", "amber": "#b5760c", "amber-t": "#fcefd2", "yellow": "#f3bd4f", "brown": "#8a5a33",
    "sand": "#ead9ae", "grey": "#9a9688", "line": "#ddd6c5", "board": "#1f4d3a", "chalk": "#f4f1e6",
}  # fmt: skip
_SCALE = 2  # drawn twice as large and reduced: smooth edges without a drawing library

Shape = list[Any]


def _colour(name: str | None) -> str | None:
    return COLOURS.get(name, name) if name else None


def _points(values: list[list[float]]) -> list[tuple[float, float]]:
    return [(x * _SCALE, y * _SCALE) for x, y in values]


def _draw_ground(draw: ImageDraw.ImageDraw, ground: str, width: int, height: int) -> None:
    if ground not in {"grid", "board"}:
        return
    fine, bold = ("#e4e6ea", "#cfd7e8") if ground == "grid" else ("#27583f", "#306549")
    for at in range(0, max(width, height), 8 * _SCALE):
        colour = bold if at % (40 * _SCALE) == 0 else fine
        draw.line([(at, 0), (at, height)], fill=colour)
        draw.line([(0, at), (width, at)], fill=colour)


def _draw_arrow(draw: ImageDraw.ImageDraw, ends: list[float], fill: str | None, width: int) -> None:
    x1, y1, x2, y2 = (v * _SCALE for v in ends)
    angle, head = math.atan2(y2 - y1, x2 - x1), (6 + 2.2 * width) * _SCALE
    draw.line(
        [(x1, y1), (x2 - head * 0.6 * math.cos(angle), y2 - head * 0.6 * math.sin(angle))],
        fill,
        width * _SCALE,
    )
    wings = [
        (x2 - head * math.cos(angle + turn), y2 - head * math.sin(angle + turn)) for turn in (-0.45, 0.45)
    ]
    draw.polygon([(x2, y2), *wings], fill=fill)


def _draw_shape(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    kind, *values = shape
    options: dict[str, Any] = values.pop() if values and isinstance(values[-1], dict) else {}
    fill, line = _colour(options.get("fill")), _colour(options.get("line"))
    width = options.get("width", 2)
    if kind in {"rect", "oval", "pie"}:
        x, y, w, h = (v * _SCALE for v in values[:4])
        box = (x, y, x + w, y + h)
        if kind == "rect":
            draw.rounded_rectangle(box, options.get("radius", 0) * _SCALE, fill, line, width * _SCALE)
        elif kind == "oval":
            draw.ellipse(box, fill, line, width * _SCALE)
        else:
            draw.pieslice(box, values[4], values[5], fill, line, width * _SCALE)
    elif kind == "poly":
        draw.polygon(_points(values[0]), fill, line, width * _SCALE)
    elif kind == "line":
        draw.line(_points(values[0]), _colour(options.get("line", "ink")), width * _SCALE, joint="curve")
    elif kind == "arrow":
        _draw_arrow(draw, values, _colour(options.get("line", "ink")), width)
    elif kind == "text":
        font = pillow_font(options.get("size", 22) * _SCALE, BOLD if options.get("bold") else REGULAR)
        place = (values[0] * _SCALE, values[1] * _SCALE)
        draw.text(place, values[2], _colour(options.get("fill", "ink")), font, options.get("anchor", "mm"),
                  align="center")  # fmt: skip
    else:
        raise ValueError(f"unknown shape {kind!r}")


def draw_picture(drawing: Mapping[str, Any], shown: int | None = None) -> Image.Image:
    """Return ``drawing`` as an RGB picture; ``shown`` keeps only the first shapes (for animation)."""
    width, height = drawing["size"]
    ground = drawing.get("ground", "paper")
    back = {"board": "board", "white": "white", "grid": "sheet"}.get(ground, "paper")
    picture = Image.new("RGB", (width * _SCALE, height * _SCALE), COLOURS[back])
    draw = ImageDraw.Draw(picture)
    _draw_ground(draw, ground, width * _SCALE, height * _SCALE)
    for shape in drawing["shapes"][:shown]:
        _draw_shape(draw, shape)
    return picture.resize((width, height), Image.Resampling.BOX)


def draw_png(drawing: Mapping[str, Any]) -> bytes:
    """Return ``drawing`` as a small PNG of at most 128 colours (flat pictures need no more)."""
    buffer = io.BytesIO()
    reduced = draw_picture(drawing).quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def make_png(spec: Mapping[str, Any]) -> bytes:
    """Return the PNG of ``spec["content"]``, a drawing."""
    return draw_png(spec["content"])
