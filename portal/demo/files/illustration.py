"""Pictures for news: a few flat motifs on ruled notebook paper, drawn by us."""

from collections.abc import Callable
from typing import Any

from portal.demo.files.image import Shape, draw_png

SIZE = (1200, 675)


def _book(x: float, y: float, colour: str) -> list[Shape]:
    return [
        ["rect", x, y, 300, 54, {"fill": colour, "line": "ink", "width": 4, "radius": 6}],
        ["rect", x + 24, y + 14, 120, 10, {"fill": "sheet"}],
    ]


def _screen(x: float, y: float, w: float, h: float) -> list[Shape]:
    return [
        ["rect", x, y, w, h, {"fill": "sheet", "line": "ink", "width": 8, "radius": 16}],
        ["rect", x - 60, y + h, w + 120, 36, {"fill": "grey", "line": "ink", "width": 6, "radius": 14}],
    ]


def _lines(x: float, y: float, widths: list[int], step: int = 40) -> list[Shape]:
    return [["rect", x, y + i * step, w, 14, {"fill": "line", "radius": 7}] for i, w in enumerate(widths)]


def _leaf(x: float, y: float, height: float, colour: str) -> list[Shape]:
    return [
        ["line", [[x, y], [x, y + height]], {"line": "green", "width": 6}],
        ["oval", x - 70, y - 60, 140, height * 0.7, {"fill": colour, "line": "green", "width": 4}],
    ]


def _person(x: float, y: float, scale: float, colour: str) -> list[Shape]:
    head = 46 * scale
    return [
        ["oval", x - head, y, 2 * head, 2 * head, {"fill": "pink", "line": "ink", "width": 4}],
        ["pie", x - 90 * scale, y + 110 * scale, 180 * scale, 320 * scale, 180, 360,
         {"fill": colour, "line": "ink", "width": 4}],
    ]  # fmt: skip


def _books() -> list[Shape]:
    stack = [
        s
        for i, c in enumerate(("blue", "leaf", "yellow", "plum"))
        for s in _book(300 + i % 2 * 24, 470 - i * 60, c)
    ]
    flower: list[Shape] = [["line", [[840, 524], [840, 330]], {"line": "green", "width": 10}]]
    flower += [
        ["oval", 790 + dx, 240 + dy, 64, 64, {"fill": "pink"}]
        for dx, dy in ((0, 0), (44, 0), (0, 44), (44, 44))
    ]
    return [*stack, *flower, ["oval", 820, 270, 50, 50, {"fill": "yellow"}]]


def _classroom() -> list[Shape]:
    board: list[Shape] = [["rect", 240, 110, 720, 330, {"fill": "board", "line": "brown", "width": 12}]]
    bars: list[Shape] = [
        [
            "rect",
            300 + i * 100,
            180,
            100,
            60,
            {"fill": "sky" if i < 2 else "board", "line": "chalk", "width": 4},
        ]
        for i in range(4)
    ]
    words: list[Shape] = [["text", 600, 340, "2/4 = 1/2", {"size": 72, "bold": True, "fill": "chalk"}]]
    camera: list[Shape] = [
        ["line", [[1060, 420], [1020, 610]], {"width": 8}],
        ["line", [[1060, 420], [1100, 610]], {"width": 8}],
        ["rect", 1010, 350, 110, 70, {"fill": "ink", "radius": 10}],
        ["oval", 1044, 364, 42, 42, {"fill": "sky"}],
    ]
    return [*board, *bars, *words, *camera]


def _chart() -> list[Shape]:
    bars: list[Shape] = [
        [
            "rect",
            280 + i * 130,
            540 - h,
            84,
            h,
            {"fill": "blue" if i < 4 else "sky", "line": "ink", "width": 3},
        ]
        for i, h in enumerate((120, 190, 240, 300, 350))
    ]
    axes: list[Shape] = [["line", [[230, 120], [230, 540], [960, 540]], {"width": 8}]]
    return [*axes, *bars, ["line", [[230, 220], [960, 220]], {"line": "red", "width": 6}]]


def _school() -> list[Shape]:
    windows: list[Shape] = [
        ["rect", 360 + i * 96, 300 + j * 110, 60, 70, {"fill": "sky", "line": "ink", "width": 3}]
        for i in range(5) for j in range(2) if not (j == 1 and i == 2)
    ]  # fmt: skip
    return [
        ["rect", 320, 270, 520, 270, {"fill": "sand", "line": "ink", "width": 6}],
        ["poly", [[290, 274], [580, 160], [870, 274]], {"fill": "red", "line": "ink", "width": 6}], *windows,
        ["rect", 545, 420, 76, 120, {"fill": "brown", "line": "ink", "width": 4}],
        ["line", [[960, 540], [960, 150]], {"width": 8}],
        ["poly", [[964, 160], [1080, 196], [964, 232]], {"fill": "yellow", "line": "ink", "width": 3}],
        ["rect", 0, 540, 1200, 135, {"fill": "leaf"}],
    ]  # fmt: skip


def _family() -> list[Shape]:
    sheet: list[Shape] = [["rect", 470, 430, 260, 180, {"fill": "sheet", "line": "ink", "width": 5}]]
    people = [
        *_person(360, 160, 1.1, "blue"),
        *_person(840, 160, 1.1, "plum"),
        *_person(600, 230, 0.8, "leaf"),
    ]
    return [*people, *sheet, *_lines(500, 460, [200, 160, 180])]


def _calendar() -> list[Shape]:
    cells: list[Shape] = [
        ["rect", 420 + i % 6 * 62, 290 + i // 6 * 62, 50, 50, {"fill": "line" if i % 6 else "blue-t"}]
        for i in range(24)
    ]
    ring: Shape = ["oval", 420 + 3 * 62 - 8, 290 + 62 - 8, 66, 66, {"line": "red", "width": 8}]
    return [
        ["rect", 380, 130, 440, 430, {"fill": "sheet", "line": "ink", "width": 6, "radius": 10}],
        ["rect", 380, 130, 440, 110, {"fill": "blue", "line": "ink", "width": 6, "radius": 10}], *cells, ring,
    ]  # fmt: skip


def _computer() -> list[Shape]:
    rows = _lines(400, 280, [360, 300, 340])
    search: Shape = ["rect", 390, 190, 420, 56, {"fill": "blue-t", "line": "blue", "width": 4, "radius": 8}]
    caption: Shape = ["rect", 400, 420, 400, 44, {"fill": "ink", "radius": 6}]
    return [
        *_screen(340, 140, 520, 360),
        search,
        *rows,
        caption,
        ["rect", 440, 434, 300, 14, {"fill": "chalk"}],
    ]


def _safety() -> list[Shape]:
    return [
        ["rect", 330, 170, 540, 330, {"fill": "sheet", "line": "ink", "width": 6, "radius": 16}],
        ["oval", 390, 220, 130, 130, {"fill": "pink", "line": "ink", "width": 4}],
        *_lines(390, 390, [180, 140]),
        ["oval", 650, 210, 140, 170, {"line": "ink", "width": 18}],
        ["rect", 620, 300, 200, 150, {"fill": "yellow", "line": "ink", "width": 6, "radius": 12}],
        ["oval", 700, 345, 40, 40, {"fill": "ink"}],
    ]  # fmt: skip


def _together() -> list[Shape]:
    bubbles: list[Shape] = [
        ["rect", x, y, 360, 170, {"fill": c, "line": "ink", "width": 5, "radius": 30}]
        for x, y, c in ((220, 130, "blue-t"), (480, 250, "green-t"), (620, 400, "amber-t"))
    ]
    return [
        *bubbles,
        *_lines(260, 180, [260, 200]),
        *_lines(530, 310, [250, 190]),
        *_lines(670, 460, [240, 180]),
    ]


def _coverage() -> list[Shape]:
    shades = ("sheet", "blue-t", "sky", "sea", "blue")
    return [
        ["rect", 300 + x * 76, 120 + y * 76, 68, 68,
         {"fill": shades[(x * 7 + y * 11 + x * y) % 5], "line": "ink-2", "width": 2}]
        for x in range(8) for y in range(6)
    ]  # fmt: skip


def _garden() -> list[Shape]:
    leaves = [*_leaf(360, 200, 320, "leaf"), *_leaf(600, 180, 340, "green-t"), *_leaf(840, 220, 300, "leaf")]
    return [*leaves, ["rect", 240, 520, 720, 60, {"fill": "brown", "radius": 8}]]


MOTIFS: dict[str, Callable[[], list[Shape]]] = {
    "sach": _books, "lop-hoc": _classroom, "bieu-do": _chart, "truong": _school, "gia-dinh": _family,
    "lich": _calendar, "may-tinh": _computer, "an-toan": _safety, "hop-tac": _together, "ban-do": _coverage,
    "vuon": _garden,
}  # fmt: skip


def make_illustration(motif: str) -> bytes:
    """Return the PNG (1200 × 675) of ``motif``; raises ``ValueError`` for a name not in ``MOTIFS``."""
    if motif not in MOTIFS:
        raise ValueError(f"unknown motif {motif!r}; expected one of {sorted(MOTIFS)}")
    drawing: dict[str, Any] = {"size": list(SIZE), "ground": "grid", "shapes": MOTIFS[motif]()}
    return draw_png(drawing)
