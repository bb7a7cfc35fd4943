"""HTML5 packages: a small application of ours, its settings and one style sheet, in a ZIP.

The applications are in ``apps/<name>.js``. Each reads ``window.CONFIG`` (written to ``config.js``
from the spec) and draws into ``#app``. No inline script or style: the packages run under a strict
policy in a sandboxed frame.
"""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from portal.demo.files.archive import write_zip

APPS = Path(__file__).parent / "apps"

_INDEX = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p class="intro">{intro}</p>
<div id="app"></div>
<noscript><p>Mô phỏng cần bật JavaScript. Bạn vẫn có thể đọc phần hướng dẫn ở trên.</p></noscript>
</main>
<script src="config.js"></script>
<script src="ui.js"></script>
<script src="app.js"></script>
</body>
</html>
"""


def app_names() -> frozenset[str]:
    """Return the names of the applications that a spec may ask for."""
    return frozenset(path.stem for path in APPS.glob("*.js")) - {"ui"}


def make_html5_zip(spec: Mapping[str, Any]) -> bytes:
    """Return a package of ``spec["content"]`` = ``{"app", "intro", "config", "language"?}``.

    Raises ``ValueError`` when there is no such application.
    """
    content = spec["content"]
    if content["app"] not in app_names():
        raise ValueError(f"unknown application {content['app']!r}; expected one of {sorted(app_names())}")
    page = _INDEX.format(
        title=escape(spec["title"]), intro=escape(content["intro"]), language=content.get("language", "vi")
    )
    config = json.dumps(content.get("config", {}), ensure_ascii=False, sort_keys=True)
    return write_zip(
        [
            ("index.html", page.encode()),
            ("config.js", f"window.CONFIG = {config};\n".encode()),
            ("ui.js", (APPS / "ui.js").read_bytes()),
            ("app.js", (APPS / f"{content['app']}.js").read_bytes()),
            ("style.css", (APPS / "style.css").read_bytes()),
        ]
    )
