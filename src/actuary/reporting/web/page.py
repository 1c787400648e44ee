"""The whole page (网页): head with its policy, the first page, every table of the terminal, evidence, signature.

The file asks nobody for anything: its policy forbids every request, its style and its small program stand inside it,
and the program is named in the policy by its digest.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from typing import Any

from actuary.reporting.elements import element, lines, text
from actuary.reporting.language import LANGUAGES, Language, Words
from actuary.reporting.layout import Page
from actuary.reporting.onepage import cards, pool_pictures
from actuary.reporting.terminal import sections
from actuary.reporting.web.tables import html_table

WIDE = 200
"""Columns of a terminal so wide that no table is cut."""
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def page(verdict: Mapping[str, Any], manifest: Mapping[str, Any], language: Language) -> str:
    """The report of a run in both languages, one of them shown at first; the same bytes for the same run."""
    style, script = (resources.files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    title = Words(language)("page.title", valuation=verdict["valuation"])
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", text(title)),
        element("style", style),
    ]
    bodies = [_body(verdict, manifest, each) for each in LANGUAGES]
    body = element("body", _switch(), *bodies, element("script", script), data_shown=language)
    return f"<!doctype html>\n{element('html', element('head', *head), body, lang=HTML_LANGUAGE[language])}\n"


def _switch() -> str:
    buttons = [
        element("button", text(name), type="button", data_switch=key)
        for key, name in (("zh", "中文"), ("en", "English"))
    ]
    return element("nav", *buttons, class_="switch", aria_label="语言 · language")


def _body(verdict: Mapping[str, Any], manifest: Mapping[str, Any], language: Language) -> str:
    words = Words(language)
    page = Page(verdict, words, WIDE)
    parts = [
        element("h1", text(words("page.title", valuation=verdict["valuation"]))),
        element("p", text(page.heading)),
        element("h2", text(words("report.onepage"))),
        one_page(page),
        element("h2", text(words("report.scope"))),
        element("p", text(words("report.scope_text"))),
        *(_section(page, section.title, section.unit, section.table) for section in sections(page)),
        element("h2", text(words("report.opinion"))),
        element("p", text(words("report.opinion_text"))),
        element("p", text(words("report.signature")), class_="signature"),
        element("footer", text(_footer(words, verdict, manifest))),
    ]
    return element("main", lines(parts), lang=HTML_LANGUAGE[language], data_lang=language)


def one_page(page: Page) -> str:
    """Every ledger's verdict; then who has and who lacks among the pools."""
    shown = [
        element(
            "section",
            element("h3", text(card.name)),
            element("p", text(card.verdict), class_="verdict"),
            element("p", text(card.line)),
            card.picture,
            class_=f"card {card.state}",
        )
        for card in cards(page)
    ]
    note = element("p", text(page.words("report.onepage_note", inputs=page.inputs)), class_="note")
    pictures = [element("figure", element("figcaption", text(name)), drawn) for name, _, drawn in pool_pictures(page)]
    return lines([element("div", *shown, class_="cards"), note, *pictures])


def _section(page: Page, title: str, unit: str, table: Any) -> str:
    told = [page.words("page.unit", unit=unit)] if unit else []
    caption = " · ".join([*told, page.frame, page.inputs])
    copy = element("button", text(page.words("report.copy")), type="button", class_="copy")
    return element("section", element("h2", text(title)), copy, html_table(table, caption))


def _footer(words: Words, verdict: Mapping[str, Any], manifest: Mapping[str, Any]) -> str:
    certificate = verdict.get("certificate") or {"passed": 0, "identities": 0}
    return f"{words('page.certificate', **certificate)} {words('report.run', digest=manifest['run'])}"
