"""Documents of one page (单页文件): sources, schedules, pooling maps, sets of beliefs, valuations."""

from collections.abc import Collection
from itertools import pairwise

from actuary.dated.advice import nearest, one_of
from actuary.dated.building import unlisted
from actuary.dated.documents import Document
from actuary.dated.nodes import Node
from actuary.dated.scalars import quoted, shown
from actuary.dated.shapes import (
    AgeFromShape,
    BasisShape,
    DelayShape,
    PoolingShape,
    ScheduleShape,
    SourcesShape,
    ValuationShape,
)
from actuary.dated.validate import validate
from actuary.dated.values import (
    AgeFrom,
    BackTest,
    BasisFile,
    Delay,
    PoolingMap,
    Schedule,
    Source,
    StandIn,
    ValuationFile,
)
from actuary.errors import Both
from actuary.vocabulary import CATEGORIES, DISTRICTS, FUNDS
from actuary.vocabulary.declared import DECLARED


def sources_of(document: Document, sources: dict[str, Source]) -> None:
    """Add the sources of a file to `sources`; a key used twice leaves a letter."""
    shape = validate(SourcesShape, document.node, document.faults)
    if shape is None:
        return
    places = document.node.value["sources"].keys
    for key, source in shape.sources.items():
        line = places[key][0]
        if key in sources:
            other = sources[key]
            document.faults.add(
                "duplicate",
                places[key],
                Both(
                    f"来源“{key}”已见于 {other.file} 第 {other.line} 行。",
                    f"The source {key!r} stands already in {other.file}, line {other.line}.",
                ),
                Both("请删除其中一个，或改名。", "Delete one of the two or rename it."),
                f"sources.{key}",
            )
            continue
        found = (key, source.title, source.number, source.where, source.trust)
        sources[key] = Source(*found, document.file, line, source.temporary)


def schedule_of(document: Document, sources: Collection[str] | None) -> Schedule | None:
    """Retirement ages by month of birth (退休年龄表); None after letters were added. `sources` None: not checked."""
    shape = validate(ScheduleShape, document.node, document.faults)
    if shape is None:
        return None
    before, categories = len(document.faults), document.node.value["categories"]
    _check_stated(document, shape, sources)
    delays: dict[str, Delay] = {
        key: delay_of(document, delay, categories.value[key]) for key, delay in shape.categories.items()
    }
    if len(document.faults) > before:
        return None
    flexible = shape.flexible
    return Schedule(
        name=shape.name,
        zh=shape.zh,
        tag=shape.tag,
        trust=shape.trust,
        source=shape.source,
        article=shape.article,
        known_from=shape.known_from,
        categories=delays,
        early=flexible.early if flexible else 0,
        late=flexible.late if flexible else 0,
        flexible_from=flexible.from_ if flexible else None,
        flexible_source=flexible.source if flexible else None,
        range=None if shape.range is None else Both(shape.range.zh, shape.range.en),
        file=document.file,
        line=document.node.place[0],
    )


def _check_stated(document: Document, shape: ScheduleShape, sources: Collection[str] | None) -> None:
    """Letters on sources that are not known, on a judgement without a range, and on categories that are missing."""
    if sources is not None:
        _check_source(document, shape.source, sources)
        if shape.flexible is not None and shape.flexible.source is not None:
            _check_source(document, shape.flexible.source, sources)
    if shape.tag == "judgement" and shape.range is None:
        document.faults.add(
            "range_missing",
            document.node.value["tag"].place,
            Both("判断性质的退休年龄表没有写明范围。", "A schedule that is a judgement does not say its range."),
            Both(
                "加上 `range: {zh: …, en: …}`，写明还有哪些可能。",
                "Add `range: {zh: …, en: …}` and say what else is possible.",
            ),
            "range",
        )
    categories = document.node.value["categories"]
    for name in CATEGORIES:
        if name.key not in categories.value:
            message = Both(f"缺少人员类别 {name.key}（{name.zh}）。", f"The category {name.key} is missing.")
            document.faults.add("missing", categories.place, message, Both("请补上。", "Add it."), "categories")


def delay_of(document: Document, shape: DelayShape, node: Node) -> Delay:
    """How the age of one category rises (延迟办法), in one of the three ways; letters where it is none of them."""
    stated = [part is not None for part in (shape.start, shape.step, shape.cap)]
    if any(stated) and not all(stated):
        document.faults.add(
            "missing",
            node.place,
            Both("推迟须同时写明 start、step 和 cap。", "A delay needs start, step and cap together."),
            Both("请三项都写，或都不写。", "Write all three or none."),
            "categories",
        )
    if sum((any(stated), shape.births is not None, shape.ages is not None)) > 1:
        document.faults.add(
            "conflict",
            node.place,
            Both("年龄的上升方式给了不止一种。", "The rise of the age is given in more than one way."),
            Both(
                "只保留 start/step/cap、births、ages 三者之一。",
                "Keep one of start/step/cap, births and ages.",
            ),
            "categories",
        )
    births, ages = (
        _ages(document, node, steps, key) for steps, key in ((shape.births, "births"), (shape.ages, "ages"))
    )
    return Delay(shape.old_age_months, shape.start, shape.step, shape.cap or 0, births, ages)


def _ages(document: Document, node: Node, shapes: list[AgeFromShape] | None, key: str) -> tuple[AgeFrom, ...]:
    steps = tuple(AgeFrom(shape.from_, shape.months) for shape in shapes or ())
    if any(later.from_ <= step.from_ for step, later in pairwise(steps)):
        document.faults.add(
            "order",
            node.value[key].place,
            Both("各行的 `from` 不是依次递增。", "The months in `from` do not rise from row to row."),
            Both("按月份先后排列，每月一行。", "Order the rows by month, one row a month."),
            f"categories.{key}",
        )
    return steps


def pooling_of(document: Document, sources: Collection[str]) -> PoolingMap | None:
    """Who shares a ledger (统筹区划); each fund must name each district once."""
    shape = validate(PoolingShape, document.node, document.faults)
    if shape is None:
        return None
    before = len(document.faults)
    _check_source(document, shape.source, sources)
    node = document.node.value["pools"]
    funds = [fund.key for fund in FUNDS]
    like = {fund.name.key for fund in DECLARED}
    for name in FUNDS:
        if name.key not in shape.pools and name.key not in like:
            message = Both(f"缺少险种 {name.key}（{name.zh}）。", f"The fund {name.key} is missing.")
            document.faults.add("missing", node.place, message, Both("请补上其统筹区。", "Add its pools."), "pools")
    for fund, pools in shape.pools.items():
        if fund not in funds:
            message = Both(f"{quoted(fund)}不是险种。", f"{shown(fund)} is not a fund.")
            advice = nearest(fund, funds) or one_of(funds)
            document.faults.add("word", node.value[fund].place, message, advice, f"pools.{fund}")
        _check_districts(document, node.value[fund], f"pools.{fund}", pools)
    if len(document.faults) > before:
        return None
    return PoolingMap(
        name=shape.name,
        zh=shape.zh,
        tag=shape.tag,
        trust=shape.trust,
        source=shape.source,
        note=shape.note or shape.range,
        known_from=shape.known_from,
        pools={
            fund: {pool: tuple(districts) for pool, districts in pools.items()} for fund, pools in shape.pools.items()
        },
        file=document.file,
        line=document.node.place[0],
    )


def _check_districts(document: Document, node: Node, field: str, pools: dict[str, list[str]]) -> None:
    known = [district.key for district in DISTRICTS]
    seen: set[str] = set()
    for pool, districts in pools.items():
        for number, district in enumerate(districts):
            place = node.find((pool, number))
            if district not in known:
                message = Both(f"{quoted(district)}不是区。", f"{shown(district)} is not a district.")
                advice = nearest(district, known) or one_of(known)
                document.faults.add("word", place.place, message, advice, f"{field}.{pool}")
            elif district in seen:
                document.faults.add(
                    "duplicate",
                    place.place,
                    Both(f"{district} 出现在两个统筹区里。", f"{district} stands in two pools."),
                    Both("请删除其中一处。", "Delete one of the two."),
                    f"{field}.{pool}",
                )
            seen.add(district)
    missing = [key for key in known if key not in seen]
    if missing:
        message = Both(f"没有统筹区包含 {'、'.join(missing)}。", f"No pool holds {', '.join(missing)}.")
        document.faults.add("missing", node.place, message, Both("请归入统筹区。", "Add them to a pool."), field)


def basis_of(document: Document, sources: Collection[str]) -> BasisFile | None:
    """Name of a set of beliefs (精算假设组), which is also the name of its folder."""
    shape = validate(BasisShape, document.node, document.faults)
    if shape is None:
        return None
    folder = document.path.parent.name
    if shape.name != folder:
        document.faults.add(
            "name",
            document.node.value["name"].place,
            Both(
                f"假设组“{shape.name}”放在文件夹“{folder}”里。",
                f"The basis {shape.name!r} lies in the folder {folder!r}.",
            ),
            Both("请让两者同名。", "Give both the same name."),
            "name",
        )
        return None
    places = document.node.value["ends"].value if shape.ends else {}
    ends = {name: (end, places[name].place) for name, end in shape.ends.items()}
    place = document.file, document.node.place[0]
    return BasisFile(shape.name, shape.zh, shape.extends, shape.path_of, ends, *place)


def valuation_of(document: Document, sources: Collection[str]) -> ValuationFile | None:
    """What makes a run (估值设定)."""
    shape = validate(ValuationShape, document.node, document.faults)
    if shape is None:
        return None
    if shape.to is not None and shape.to <= shape.opening:
        document.faults.add(
            "order",
            document.node.value["to"].place,
            Both("最后一个月不在期初之后。", "The last month is not after the opening."),
            Both("请选更晚的月份。", "Choose a later month."),
            "to",
        )
        return None
    fields = {name: getattr(shape, name) for name in ValuationShape.model_fields if name != "schema_"}
    if shape.backtest is not None:
        stand_ins = (StandIn(tuple(each.names), Both(each.zh, each.en)) for each in shape.backtest.stand_ins)
        came = shape.backtest.outcomes
        fields["backtest"] = BackTest(
            came.document, tuple(came.figures.items()), shape.backtest.people, tuple(stand_ins)
        )
    return ValuationFile(**fields, file=document.file, line=document.node.place[0])


def _check_source(document: Document, source: str, sources: Collection[str]) -> None:
    if source not in sources:
        node = document.node.value["source"]
        document.faults.add("source", node.place, *unlisted(source, sources), "source")
