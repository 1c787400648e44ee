"""The workbook as a file (工作簿文件): names, comments, tags, print set-up, harmless text, the same bytes, refusals."""

import re
import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.reporting.workbook import workbook
from actuary.runs import open_run, write_run
from actuary.valuation import run


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """The toy city, one of whose figures comes from a source that a spreadsheet would take for a formula."""
    folder = tmp_path_factory.mktemp("toy")
    table = folder / "own.csv"
    table.write_text("parameter,from,key,new_value,new_source\nopening.balance.unemployment,2015-12,,777000,=1+1\n")
    return write_run(folder / "run", run("toy", given=str(table)))


@pytest.fixture(scope="module")
def parts(shipped):
    """The parts of the shipped workbook by name."""
    with zipfile.ZipFile(shipped) as content:
        return {name: content.read(name).decode() for name in content.namelist()}


def sheets(parts: dict[str, str]) -> dict[str, str]:
    """Each sheet's text by its name."""
    names = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', parts["xl/workbook.xml"])
    return {name: parts[f"xl/worksheets/sheet{number}.xml"] for name, number in names}


def test_sheets_and_ranges_have_chinese_names(parts):
    """A reader finds a rate, a column of the ledger and an opening balance by name."""
    assert list(sheets(parts))[:4] == ["说明", "年度总览", "输入", "逐月参数"]
    names = set(re.findall(r'<definedName name="([^"]+)"', parts["xl/workbook.xml"]))
    assert {"企业养老_单位缴费", "企业养老_期末结余", "失业保险_稳岗补贴"} <= names
    assert "职工基本养老保险_单位缴费比例_2016_05" in names
    assert any(name.startswith("逐月_") for name in names)


def test_each_input_names_tag_and_document_in_a_comment(parts):
    """As many comments as inputs; the cut of 2016 is told with its number, and every tag in words."""
    comments = next(text for name, text in parts.items() if name.startswith("xl/comments"))
    assert "标签：法定" in comments
    assert "文号 人社部发〔2016〕36号" in comments
    assert "标签：判断" in comments
    assert "区间" in comments
    inputs = sheets(parts)["输入"]
    assert len(re.findall(r"<comment ref=", comments)) == len(re.findall(r'<c r="E\d+"', inputs)) - 1


def test_every_sheet_is_set_up_for_print(parts):
    """A4, page numbers and the run's digest in the footer; headings of ledgers repeat."""
    for name, text in sheets(parts).items():
        assert 'paperSize="9"' in text, name
        assert "&amp;P" in text, name
    titles = re.findall(r'name="_xlnm.Print_Titles"[^>]*>([^<]+)<', parts["xl/workbook.xml"])
    assert any("企业养老" in title and "$" in title for title in titles)


def test_text_is_never_a_formula(toy):
    """A source that begins with = stands as text, in the inputs and in the comment."""
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(workbook(toy, "zh"))) as content:
        strings = content.read("xl/sharedStrings.xml").decode()
        found = [content.read(name).decode() for name in content.namelist() if "worksheets/sheet" in name]
    assert ">=1+1<" in strings
    assert not any("<f>1+1</f>" in text for text in found)


def test_the_same_run_gives_the_same_bytes(toy):
    """Nothing of the hour or the machine is in the file."""
    assert workbook(toy, "en") == workbook(toy, "en")


def test_in_english_no_sheet_has_a_chinese_name(toy):
    """Sheets and ranges are in the language asked for."""
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(workbook(toy, "en"))) as content:
        text = content.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet name="([^"]+)"', text) + re.findall(r'<definedName name="([^"]+)"', text)
    assert "Pension enterprise" in names
    assert all(name.isascii() for name in names)


def test_a_run_of_an_earlier_version_is_refused_in_words(toy, tmp_path):
    """A folder without exposures cannot be reckoned again: exit 2, a letter, no file."""
    folder = tmp_path / "old"
    shutil.copytree(toy.folder, folder)
    manifest = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(manifest.replace("exposures.parquet", "x").replace("exposures.csv", "y"))
    result = CliRunner().invoke(main, ["report", str(folder), "--to", "xlsx", "--lang", "zh"])
    assert result.exit_code == 2
    assert "exposures" in result.output
    assert not (tmp_path / "old-report.xlsx").exists()


def test_a_workbook_that_differs_from_its_run_is_not_written(toy, tmp_path):
    """One yuan more in the run's ledger than its exposures give, and there is no workbook."""
    folder = tmp_path / "moved"
    shutil.copytree(toy.folder, folder)
    ledger = pl.read_parquet(folder / "ledger.parquet").with_row_index()
    one = (pl.col("item") == "contribution_employer") & (pl.col("index") == pl.col("index").min().over("item"))
    moved = ledger.with_columns(pl.when(one).then(pl.col("yuan") + 1.0).otherwise(pl.col("yuan")).alias("yuan"))
    moved.drop("index").write_parquet(folder / "ledger.parquet")
    with pytest.raises(Problem) as refused:
        workbook(open_run(folder), "zh")
    assert refused.value.letters[0].code == "workbook_differs"


def test_report_writes_the_file(toy, tmp_path):
    """`actuary report RUN --to xlsx` writes one workbook and says where."""
    out = tmp_path / "book.xlsx"
    result = CliRunner().invoke(main, ["report", str(toy.folder), "--to", "xlsx", "--out", str(out), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert Path(out).stat().st_size > 100_000
