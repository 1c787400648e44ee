"""People in the report (人口与参保): the pyramid by year, persons by status, members by fund, pensions, ages."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from actuary import months
from actuary.law.retirement import statutory_age
from actuary.reporting import figures
from actuary.reporting.book.blocks import Block, Gallery, Picture
from actuary.reporting.book.making import Making
from actuary.reporting.drawing.ages import ages as ages_picture
from actuary.reporting.drawing.pyramid import Pyramid
from actuary.reporting.drawing.pyramid import pyramid as pyramid_picture
from actuary.reporting.selection import CITY, figures_of, shown_years
from actuary.vocabulary import CATEGORIES, STATUSES
from actuary.vocabulary.registry import MEMBERS

COLUMNS, FRAMES = 9, 13
"""Years of a table, and of the moving pyramid."""
STEP, OLDEST = 5, 90
"""Years of an age group, and where the last begins."""
GROUPS = {
    "working": (
        "enterprise_employee", "institution_employee", "organ_employee", "flexible_worker", "dormant", "unemployed",
    ),
    "drawing": ("employee_retiree", "public_retiree"),
    "residents": ("resident_contributor", "resident_pensioner"),
}  # fmt: skip
"""Statuses of each group of the pyramid; whoever is in none is another."""
WOMEN = tuple(category.key for category in CATEGORIES if category.key.startswith("female"))
BORN = (1950, 1990)
"""First and last year of birth whose retirement age is drawn."""
OUTSIDE = "outside"


def pyramid(making: Making) -> Iterator[Block]:
    """Residents by age at each December, by whether they work, draw, or are insured as residents."""
    people = making.material.table("people")
    if people is None:
        return
    words = making.words
    grouped = _grouped(people)
    dates = _shown(making, grouped["month"].unique().sort().to_list(), FRAMES)
    ages = [str(age) if age < OLDEST else f"{age}+" for age in range(0, OLDEST + STEP, STEP)]
    sides = grouped.group_by("month", "woman", "age", maintain_order=True).agg(pl.col("persons").sum())
    longest = max(sides["persons"].to_list())
    names = [words(f"group.{key}") for key in (*GROUPS, "others")]
    sexes = words.key("men"), words.key("women")
    frames = []
    for date in dates:
        men, women = ([_side(grouped, date, woman, key) for key in (*GROUPS, "others")] for woman in (False, True))
        told = words("law.joint").join(_told(making, date, grouped))
        name = words("book.of_year", name=words("book.pyramid"), year=date[:4])
        scale = words("pyramid.scale", persons=figures.persons(longest))
        drawn = pyramid_picture(name, told, Pyramid(ages, names, men, women, sexes), longest, scale, date[:4])
        frames.append(Picture(date[:4], told, drawn, ""))
    caption = making.caption(words.unit("person"), words("scope.residents"))
    yield Gallery(words("book.pyramid"), tuple(frames), caption, moving=True)


def _grouped(people: pl.DataFrame) -> pl.DataFrame:
    """Persons by month, sex, age group and group of people, those who live outside left out."""
    of_status = {status: key for key, statuses in GROUPS.items() for status in statuses}
    group = pl.col("status").replace_strict(of_status, default="others").alias("group")
    age = (pl.col("age") // STEP * STEP).clip(upper_bound=OLDEST).alias("age")
    kept = people.filter(pl.col("district") != OUTSIDE)
    woman = pl.col("category").is_in(list(WOMEN)).alias("woman")
    return (
        kept.with_columns(group, age, woman)
        .group_by("month", "woman", "age", "group", maintain_order=True)
        .agg(pl.col("persons").sum())
    )


def _side(grouped: pl.DataFrame, date: str, woman: bool, key: str) -> list[float]:
    rows = grouped.filter((pl.col("month") == date) & (pl.col("woman") == woman) & (pl.col("group") == key))
    found = dict(rows.select("age", "persons").iter_rows())
    return [float(found.get(age, 0.0)) for age in range(0, OLDEST + STEP, STEP)]


def _told(making: Making, date: str, grouped: pl.DataFrame) -> Iterator[str]:
    """How many of each group there are."""
    for key in (*GROUPS, "others"):
        count = grouped.filter((pl.col("month") == date) & (pl.col("group") == key))["persons"].sum()
        yield f"{making.words(f'group.{key}')} {figures.persons(float(count))}"


def statuses(making: Making) -> Iterator[Block]:
    """Persons by status at each December, the insured who live outside among them."""
    people = making.material.table("people")
    if people is None:
        return
    counted = people.group_by("month", "status", maintain_order=True).agg(pl.col("persons").sum())
    dates = _shown(making, counted["month"].unique().sort().to_list())
    table = making.page.table((making.words("head.status"), "name"), *((date[:4], "figure") for date in dates))
    for status in STATUSES:
        found = dict(counted.filter(pl.col("status") == status.key).select("month", "persons").iter_rows())
        if found:
            table.add_row(making.words.fund(status.key), *(figures.persons(found.get(date)) for date in dates))
    yield making.titled("book.statuses", table, making.words.unit("person"), making.words("scope.december"))


def members(making: Making) -> Iterator[Block]:
    """Members of each fund by kind at each December."""
    found = making.material.table("members")
    if found is None:
        return
    words = making.words
    counted = (
        found.filter(pl.col("month").str.ends_with("-12"))
        .group_by("month", "fund", "kind", maintain_order=True)
        .agg(pl.col("persons").sum())
    )
    dates = _shown(making, counted["month"].unique().sort().to_list())
    heads = [(words("head.fund"), "name"), (words("head.kind"), "name"), *((date[:4], "figure") for date in dates)]
    table = making.page.table(*heads)
    for fund in making.page.entries.funds():
        first = True
        for kind in MEMBERS:
            rows = counted.filter((pl.col("fund") == fund) & (pl.col("kind") == kind.key))
            counts = dict(rows.select("month", "persons").iter_rows())
            if any(figures.persons(count) != figures.persons(0.0) for count in counts.values()):
                told = kind.zh if words.language == "zh" else kind.en
                cells = (figures.persons(counts.get(date)) for date in dates)
                table.add_row(words.fund(fund) if first else "", told, *cells)
                first = False
        table.add_section()
    yield making.titled("book.members", table, words.unit("person"), words("scope.december"))


def _shown(making: Making, dates: Sequence[str], room: int = COLUMNS) -> list[str]:
    """Dates of the years that have room, the opening first."""
    years = shown_years([int(date[:4]) for date in dates], room)
    return [date for date in dates if int(date[:4]) in years]


def pensions(making: Making) -> Iterator[Block]:
    """Mean pensions and what they replace, by year; coverage of those who draw."""
    words, years = making.words, shown_years(making.page.entries.years(), COLUMNS)
    heads = [(words("head.fund"), "name"), (words("head.measure"), "name"), *((str(year), "figure") for year in years)]
    table = making.page.table(*heads)
    written = {"mean_pension": figures.plain, "replacement_rate": figures.share, "replacement_rate_base": figures.share}
    for row in making.page.rows("measures"):
        if row.get("pool", CITY) != CITY or row.get("subsidy", "with") != "with":
            continue
        for place, (measure, write) in enumerate(written.items()):
            values = figures_of(row, measure, years)
            if any(value is not None for value in values):
                name = making.page.ledger(str(row["fund"]), str(row["account"])) if place == 0 else ""
                table.add_row(name, words(f"measure.{measure}"), *(write(value) for value in values))
    if table.row_count:
        yield making.titled("book.pensions", table, words("unit.pensions"), words("scope.city"))


def ages(making: Making) -> Iterator[Block]:
    """Statutory age by month of birth under each schedule, a picture a category."""
    words = making.words
    births = np.arange(months.month(BORN[0], 1), months.month(BORN[1], 1))
    schedules = making.material.assumptions.schedules
    pictures = []
    for category in CATEGORIES:
        name = f"{words('book.ages')}：{words.fund(category.key)}"
        lines, told = {}, []
        for key, schedule in sorted(schedules.items()):
            if category.key in schedule.categories:
                found = statutory_age(schedule, category.key, births) / 12
                label = schedule.zh if words.language == "zh" else key
                lines[label] = found.tolist()
                told.append(f"{label} {found[0]:g} → {found[-1]:g}")
        drawn = ages_picture(name, "；".join(told), (births / 12).tolist(), lines)
        pictures.append(Picture(words.fund(category.key), "；".join(told), drawn, ""))
    caption = making.caption(words.unit("year"), words("scope.born", first=BORN[0], last=BORN[1]))
    yield Gallery(words("book.ages"), tuple(pictures), caption)
