"""The small HTML5 applications run in a real browser under the policy that the portal gives to packages."""

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, sync_playwright

from portal.demo.catalogue import resources
from portal.demo.files import make_file

pytestmark = pytest.mark.browser

SPECS: list[dict[str, Any]] = [f for row in resources() for f in row["files"] if f["kind"] == "html5"]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
ADDRESS = "http://app.example/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium (make services installs it)")
        pytest.skip("no Chromium (make services installs it)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec["name"])
def test_an_application_starts_answers_and_fits_a_phone(browser: Browser, spec: dict[str, Any]) -> None:
    made = make_file(spec)
    assert made is not None
    package = zipfile.ZipFile(io.BytesIO(made.data))

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS) or "index.html"
        if name not in package.namelist():
            route.fulfill(status=404)
            return
        headers = {"content-security-policy": POLICY, "content-type": TYPES[name.rsplit(".", 1)[1]]}
        route.fulfill(body=package.read(name), headers=headers)

    page = browser.new_page(viewport={"width": 360, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    page.route("**/*", answer)
    page.goto(ADDRESS)
    before = page.inner_text("#app")
    for button in page.locator("#app button").all()[:1]:
        button.click()
    for slider in page.locator("input[type=range]").all():
        slider.evaluate("node => { node.value = node.max; node.dispatchEvent(new Event('input')); }")
    after = page.inner_text("#app")
    assert faults == []
    assert page.title() == spec["title"]
    assert after != before
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
