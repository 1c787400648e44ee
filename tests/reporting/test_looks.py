"""The report as a browser shows it: silent console, nothing asked of the net, charts drawn, signs there."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from actuary.reporting.book import Material
from actuary.reporting.language import Words
from actuary.reporting.web import page
from actuary.runs import open_run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability",
    "--disable-extensions", "--disable-default-apps", "--no-pings", "--virtual-time-budget=4000",
)  # fmt: skip
ADDRESS = re.compile(r'"url":"([a-z]+://[^"]*)"')
PROBE = """
const told = {};
const click = (each) => each.dispatchEvent(new MouseEvent("click", { bubbles: true }));
click(document.querySelector('[data-switch="en"]'));
told.shown = [...document.querySelectorAll("main")].filter((each) => !each.hidden).map((each) => each.dataset.lang);
const english = document.querySelector('main[data-lang="en"]');
const box = english.querySelector("svg").getBoundingClientRect();
const seen = [...english.querySelectorAll("svg")].filter((each) => !each.closest(".frames figure:not(.on)"));
told.drawn = seen.every((each) => each.getBoundingClientRect().height > 40);
const ink = (sign) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 60 });
  const pen = canvas.getContext("2d");
  pen.font = "40px " + getComputedStyle(document.body).fontFamily;
  pen.fillText(sign, 5, 45);
  return pen.getImageData(0, 0, 60, 60).data.join();
};
told.signs = [..."硚口费率"].every((sign) => ink(sign) !== ink("\ue123") && ink(sign) !== ink(" "));
told.first = [Math.round(box.width), Math.round(box.height)];
const slider = english.querySelector("input[type=range]");
slider.value = 0;
slider.dispatchEvent(new Event("input"));
const frames = [...slider.closest(".control").nextElementSibling.children];
told.frames = frames.map((each) => getComputedStyle(each).display !== "none");
told.year = slider.getAttribute("aria-valuetext");
const table = [...english.querySelectorAll("table")].find((each) => each.tBodies[0].rows.length > 4);
const last = table.tHead.rows[0].cells.length - 1;
click(table.tHead.rows[0].cells[last].querySelector("button"));
told.sorted = table.tHead.rows[0].cells[last].getAttribute("aria-sort");
const ended = (row) => row.textContent + (row.className === "last" ? "|" : "");
const inBlocks = (each) => [...each.tBodies[0].rows].map(ended).join("").split("|").sort().join("|");
const apart = [...english.querySelectorAll("table")].find((each) => each.querySelectorAll("tr.last").length > 2);
const before = [inBlocks(apart), apart.tBodies[0].textContent];
click(apart.tHead.rows[0].cells[apart.tHead.rows[0].cells.length - 1].querySelector("button"));
told.blocks = inBlocks(apart) === before[0] && apart.tBodies[0].textContent !== before[1];
const levels = [...english.querySelectorAll("h1, h2, h3")].map((each) => Number(each.tagName[1]));
told.steps = levels.every((level, place) => place === 0 || level - levels[place - 1] <= 1);
told.heads = [...document.querySelectorAll("table")].every((each) => each.querySelector("th[scope=row]"));
english.querySelector("tbody td, tbody th").textContent = "=1+1";
let copied = "";
document.execCommand = () => { copied = document.activeElement.value; };
click(english.querySelector("button.copy"));
told.copied = copied.split("\\n").length;
told.harmless = copied.split("\\n")[1].startsWith("'=1+1");
told.buttons = [...document.querySelectorAll("button, input, a")].every((each) => each.tabIndex >= 0);
told.named = [...document.querySelectorAll("svg")].every((each) => each.getAttribute("aria-label").length > 10);
document.documentElement.dataset.probe = JSON.stringify(told);
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")


@pytest.fixture(scope="module")
def html(toy: Path) -> str:
    """The toy city's report, in Chinese at first."""
    return page(Material(open_run(toy)), "zh")


def browse(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What a browser says of a file."""
    profile = f"--user-data-dir={file.parent / 'profile'}"
    command = [str(CHROMIUM), *QUIET, profile, "--enable-logging=stderr", *options, file.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)


def asked(file: Path, log: Path) -> set[str]:
    """Addresses that the browser's own log of the net names; a browser has some of its own."""
    assert "CONSOLE" not in browse(file, "--dump-dom", f"--log-net-log={log}").stderr
    return {url for url in ADDRESS.findall(log.read_text("utf-8", errors="replace")) if url != file.as_uri()}


MAKERS = (".google.com", ".googleapis.com", ".gvt1.com")
"""Where the browser itself asks."""


def test_the_console_is_silent_and_nothing_is_asked(html: str, tmp_path: Path) -> None:
    """No message of any kind, and no host is asked that an empty page does not ask as well; what a browser asks its
    maker, now or another time, the page does not name."""
    report, empty = tmp_path / "report.html", tmp_path / "empty.html"
    report.write_text(html, encoding="utf-8")
    empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    hosts = [{url.split("/")[2] for url in asked(file, tmp_path / "net.json")} for file in (empty, report)]
    more = hosts[1] - hosts[0]
    assert all(host.endswith(MAKERS) and host not in html for host in more), more


def test_it_does_what_it_offers(html: str, tmp_path: Path) -> None:
    """Language, years, sorting and copying work by controls that the keyboard reaches; every picture is drawn.

    Rows that belong together stay together when a table is sorted; headings miss no level, rows of tables have heads;
    what a spreadsheet would take for a formula is copied as text.
    """
    digest = b64encode(sha256(PROBE.encode()).digest()).decode()
    probed = html.replace("script-src '", f"script-src 'sha256-{digest}' '", 1).replace(
        "</body>", f"<script>{PROBE}</script></body>"
    )
    file = tmp_path / "report.html"
    file.write_text(probed, encoding="utf-8")
    seen = browse(file, "--dump-dom")
    assert "CONSOLE" not in seen.stderr, seen.stderr
    found = re.search(r'data-probe="([^"]*)"', seen.stdout)
    assert found is not None
    told = json.loads(found[1].replace("&quot;", '"'))
    assert told["shown"] == ["en"]
    assert told["drawn"]
    assert told["signs"]
    assert told["frames"] == [True] + [False] * (len(told["frames"]) - 1)
    assert re.fullmatch(r"\d{4}", told["year"])
    assert told["sorted"] == "ascending"
    assert told["copied"] > 5
    for true in ("blocks", "steps", "heads", "harmless"):
        assert told[true], true
    assert told["buttons"]
    assert told["named"]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_it_prints(html: str, tmp_path: Path) -> None:
    """To pages that hold the chosen language alone, with the rare sign of a district, every frame, and no control; the
    first page of the report is one page."""
    file, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    file.write_text(html.replace("<h1>", "<h1>硚口 ", 1), encoding="utf-8")
    browse(file, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    told = subprocess.run(["pdftotext", str(printed), "-"], capture_output=True, check=True).stdout.decode()
    note = "".join(Words("zh")("front.note", to="2018年12月").split())
    assert note in "".join(told.partition("\f")[0].split())
    assert "硚口" in told
    assert "Actuarial opinion" not in told
    assert "English" not in told


def test_it_fits_a_telephone(html: str, tmp_path: Path) -> None:
    """Nothing but tables, which scroll by themselves, is wider than a narrow window."""
    probe = "document.documentElement.dataset.wide = document.documentElement.scrollWidth;"
    digest = b64encode(sha256(probe.encode()).digest()).decode()
    file = tmp_path / "report.html"
    probed = html.replace("script-src '", f"script-src 'sha256-{digest}' '", 1)
    file.write_text(probed.replace("</body>", f"<script>{probe}</script></body>"), encoding="utf-8")
    found = re.search(r'data-wide="(\d+)"', browse(file, "--dump-dom", "--window-size=500,900").stdout)
    assert found is not None
    assert int(found[1]) <= 500
