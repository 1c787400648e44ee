"""Documents of a run that somebody changed: a letter, whichever command reads them, and nothing of them obeyed."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actuary.cli import main

READERS = {
    "report": ("report", "RUN", "--plain", "--out", "OUT"),
    "explain": ("explain", "employee_pension.balance", "--run", "RUN"),
    "audit": ("audit", "--run", "RUN"),
    "verify": ("verify", "RUN"),
    "runs": ("runs", "RUN"),
}
ODD = st.sampled_from([None, True, 0, -1, 1e308, "", "武汉", "=1+1", "../../x", [], {}, [[]], {"a": 1}, "2016-13"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of the toy city."""
    folder = tmp_path_factory.mktemp("runs") / "toy"
    assert CliRunner().invoke(main, ["run", "toy", "--to", "2016-12", "--out", str(folder)]).exit_code == 0
    return folder


def asked(folder: Path, reader: str) -> tuple[int, str]:
    """Exit status and all that was printed."""
    out = folder.parent / f"{folder.name}.html"
    out.unlink(missing_ok=True)
    named = {"RUN": str(folder), "OUT": str(out)}
    result = CliRunner().invoke(main, [*(named.get(word, word) for word in READERS[reader]), "--lang", "zh"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == 0 or not out.exists()
    return result.exit_code, result.output


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every place of a document that holds a value."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [(node, key) for key, _ in inside]
    return found + [place for holder, key in found for place in places(holder[key])]


def put(folder: Path, name: str, content: bytes, *, signed: bool) -> None:
    """Another document in a run, and its digest in the manifest if the forger is thorough."""
    (folder / name).write_bytes(content)
    if signed and name != "manifest.json":
        manifest = json.loads((folder / "manifest.json").read_bytes())
        for row in manifest["outputs"]:
            if row["file"] == name:
                row["sha256"] = hashlib.sha256(content).hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("reader", ["report", "audit", "verify"])
def test_a_changed_verdict_is_refused(written: Path, tmp_path: Path, reader: str) -> None:
    """One figure more: its digest is not the manifest's."""
    folder = Path(shutil.copytree(written, tmp_path / "run"))
    verdict = json.loads((folder / "verdict.json").read_bytes())
    verdict["funds"][0]["years"][0]["balance"] += 1.0
    put(folder, "verdict.json", json.dumps(verdict).encode(), signed=False)
    status, said = asked(folder, reader)
    assert status in (1, 2)
    assert "verdict.json" in said


@pytest.mark.parametrize("name", ["manifest.json", "verdict.json", "certificate.json"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_whatever_stands_in_a_document(written: Path, tmp_path: Path, name: str, draw: st.DataObject) -> None:
    """Any value in any place, signed anew or not, or no document: an answer or a letter, never a traceback."""
    folder = tmp_path / "run"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(written, folder)
    document = json.loads((folder / name).read_bytes())
    found = places(document)
    holder, key = found[draw.draw(st.integers(0, len(found) - 1))]
    holder[key] = draw.draw(ODD)
    content = draw.draw(st.just(json.dumps(document).encode()) | st.binary(max_size=40))
    put(folder, name, content, signed=draw.draw(st.booleans()))
    asked(folder, draw.draw(st.sampled_from(sorted(READERS))))


def test_text_of_a_document_is_no_script(written: Path, tmp_path: Path) -> None:
    """Names in a forged verdict appear on the page as text."""
    folder = Path(shutil.copytree(written, tmp_path / "run"))
    verdict = json.loads((folder / "verdict.json").read_bytes())
    evil = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    for key in ("valuation", "basis", "pooling", "rules"):
        verdict[key] = evil
    verdict["funds"][0]["fund"] = evil
    put(folder, "verdict.json", json.dumps(verdict).encode(), signed=True)
    status, _ = asked(folder, "report")
    page = tmp_path / "run.html"
    if status == 0:
        assert "<script>alert(1)" not in page.read_text(encoding="utf-8")
        assert "<img src=x" not in page.read_text(encoding="utf-8")
    else:
        assert status == 2
