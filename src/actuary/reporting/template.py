"""The template as a user meets it (输入模板的样子): words instead of keys, a workbook with room for the own figures."""

import io
from typing import Any

import polars as pl

from actuary.reporting.language import Language, Words
from actuary.reporting.workbook.styles import Styles
from actuary.reporting.workbook.texts import TEMPLATE, unit_word
from actuary.valuation.replacing import TAGS
from actuary.valuation.template import HEADINGS
from actuary.vocabulary import FUNDS

KIND = "kind"
OWN = ("new_value", "new_source", "new_tag")
WIDTHS = {"kind": 24, "parameter": 38, "name": 34, "source": 34, "document": 20, "new_source": 28}


def say(key: str, language: Language) -> str:
    """A text of the template."""
    return TEMPLATE[key][language == "en"]


def readable(table: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Units and tags in words, the kind of each parameter before it, headings of the language."""
    words = Words(language)
    shown = table.with_columns(
        pl.col("parameter").map_elements(lambda name: kind(name, language), return_dtype=pl.String).alias(KIND),
        pl.col("unit").map_elements(lambda unit: unit_word(unit, language), return_dtype=pl.String),
        pl.col("tag").map_elements(lambda tag: words.term("tag", tag), return_dtype=pl.String),
    ).select(KIND, *table.columns)
    return shown.rename({KIND: say("kind", "zh"), **HEADINGS}) if language == "zh" else shown


def kind(name: str, language: Language) -> str:
    """Law, belief or opening, and the fund where the name has one."""
    room, group, *_ = name.split(".")
    fund = next((fund for fund in FUNDS if fund.key == group), None)
    told = say(room, language)
    return told if fund is None else f"{told}·{fund.zh}" if language == "zh" else f"{told}: {fund.en}"


def template_workbook(table: pl.DataFrame, language: Language) -> bytes:
    """The template as a workbook: what is there in the colour of its tag, what may be filled in framed; the first sheet
    is the one that `--inputs` reads."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as file:
        styles = Styles(file)
        _inputs(file, styles, table, language)
        sheet = file.add_worksheet(say("about", language))
        sheet.set_column(0, 0, 100)
        for row, line in enumerate(say("how", language).split("\n")):
            sheet.write_string(row, 0, line, styles.wrapped)
    return content.getvalue()


def _inputs(file: Any, styles: Styles, table: pl.DataFrame, language: Language) -> None:
    """The sheet of inputs, set up for screen and paper."""
    sheet = file.add_worksheet(say("sheet", language))
    shown = readable(table, language)
    columns = (KIND, *table.columns)
    tags, units = table["tag"].to_list(), table["unit"].to_list()
    for place, (key, heading) in enumerate(zip(columns, shown.columns, strict=True)):
        sheet.write_string(0, place, heading, styles.heading)
        sheet.set_column(place, place, WIDTHS.get(key, 12), None)
        for row, value in enumerate(shown[heading].to_list(), start=1):
            if key in OWN:
                style = styles.of(border=2, num_format="General" if key == OWN[0] else "@")
                sheet.write_blank(row, place, None, style)
            elif isinstance(value, float):
                unit = units[row - 1]
                style = styles.input(tags[row - 1], unit, follows=True) if key == "value" else styles.number(unit)
                sheet.write_number(row, place, value, style)
            elif value is not None:
                sheet.write_string(row, place, value, styles.of(num_format="@"))
    last = table.height
    words = [own[0] if language == "zh" else key for key, own in TAGS.items()]
    tag = columns.index("new_tag")
    sheet.data_validation(1, tag, last, tag, {"validate": "list", "source": words})
    sheet.freeze_panes(1, columns.index("name") + 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A &P / &N")
