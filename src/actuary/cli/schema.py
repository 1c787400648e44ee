"""`actuary schema`: JSON Schema of a kind of document, and the files that editors complete by (文档格式)."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from actuary import data
from actuary.cli.texts import say
from actuary.errors import Both, Problem, problem
from actuary.reporting.language import Words, choose

SHAPED = "actuary.reporting.documents"
PRINTED = {
    "verdict": f"{SHAPED}:VerdictDocument",
    "certificate": f"{SHAPED}:CertificateDocument",
    "manifest": f"{SHAPED}:ManifestDocument",
    "award": f"{SHAPED}:AwardDocument",
    "benefit": f"{SHAPED}:BenefitDocument",
    "check": f"{SHAPED}:CheckDocument",
    "errors": f"{SHAPED}:ErrorsDocument",
    "law": "actuary.law.documents:LawDocument",
    "law-diff": "actuary.law.documents:LawDiffDocument",
    "explain": "actuary.explaining.documents:ExplainDocument",
    "audit": "actuary.audit.documents:AuditDocument",
    "inverse": "actuary.audit.documents:InverseDocument",
    "backtest": "actuary.backtest.documents:BackTestDocument",
    "experience": "actuary.experience.documents:ExperienceDocument",
    "bench": "actuary.bench.documents:BenchDocument",
    "growth": "actuary.bench.documents:GrowthDocument",
    "compare": "actuary.scenarios.documents:CompareDocument",
    "attribute": "actuary.scenarios.documents:AttributeDocument",
    "solve": "actuary.scenarios.answer_documents:SolveDocument",
    "likely": "actuary.uncertainty.likely_documents:LikelyDocument",
    "sensitivity": "actuary.scenarios.answer_documents:SensitivityDocument",
    "next": "actuary.uncertainty.finding_documents:NextDocument",
    "stress": "actuary.scenarios.answer_documents:StressDocument",
    "simulate": "actuary.uncertainty.simulation_documents:SimulateDocument",
    "runs": "actuary.verifying.documents:RunsDocument",
    "tag": "actuary.verifying.documents:TagDocument",
    "verify": "actuary.verifying.documents:VerifyDocument",
    "query": "actuary.verifying.documents:QueryDocument",
}
"""Documents that commands print, each with the model that describes it."""


@click.command("schema")
@click.argument("kind", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value="",
    metavar="[FOLDER]",
    help="Write the schemas of all files into FOLDER, by default assumptions/schema of the data in use.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(kind: str | None, folder: Path | None, lang: str | None) -> None:
    """Print the JSON Schema of a KIND of document, or without KIND the kinds there are (文档格式)."""
    from actuary.dated.schemas import FOLDER, SHAPES, json_schema, written

    language = choose(lang)
    if folder is not None:
        target = data.root() / FOLDER if folder == Path() else folder
        target.mkdir(parents=True, exist_ok=True)
        for each in SHAPES:
            (target / f"{each}.json").write_text(written(each), encoding="utf-8")
        click.echo(say("schema.written", language, count=len(SHAPES), folder=target).encode())
    elif kind is None:
        joint = Words(language)("page.and")
        for key, kinds in (("schema.files", SHAPES), ("schema.printed", PRINTED)):
            click.echo(say(key, language, kinds=joint.join(kinds)).encode())
    elif kind in SHAPES:
        _print(json_schema(kind))
    elif kind in PRINTED:
        _print(printed_schema(kind))
    else:
        raise _unknown(kind, [*SHAPES, *PRINTED])


def printed_schema(kind: str) -> dict[str, Any]:
    """JSON Schema of a document that a command prints."""
    from actuary.dated.schemas import DIALECT

    module, model = PRINTED[kind].split(":")
    found: dict[str, Any] = getattr(import_module(module), model).model_json_schema(by_alias=True)
    return {"$schema": DIALECT} | found | {"title": f"actuary.{kind}/1"}


def _print(schema: dict[str, Any]) -> None:
    click.echo(json.dumps(schema, ensure_ascii=False, indent=1).encode())


def _unknown(kind: str, known: list[str]) -> Problem:
    from actuary.dated.advice import nearest

    message = Both(f"没有名为“{kind}”的文档格式。", f"There is no kind of document {kind!r}.")
    listed = Both(f"可选：{'、'.join(known)}。", f"Choose one of {', '.join(known)}.")
    return Problem(problem("kind", message=message, remedy=nearest(kind, known) or listed, field="KIND"))
