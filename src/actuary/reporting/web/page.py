"""The whole page (网页): head with its policy, then the report in both languages, one of them shown.

The file asks nobody for anything: its policy forbids every request, its style and its small program stand inside it,
and the program is named in the policy by its digest.
"""

from base64 import b64encode
from hashlib import sha256
from importlib import resources

from actuary.reporting.book import Material, book
from actuary.reporting.book.blocks import Book
from actuary.reporting.drawing.canvas import style
from actuary.reporting.elements import element, lines, text
from actuary.reporting.language import LANGUAGES, Language, Words
from actuary.reporting.web.blocks import section

HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def page(material: Material, language: Language) -> str:
    """The report of a run in both languages, one of them shown at first; the same bytes for the same run."""
    sheet, script = (resources.files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    books = {each: book(material, each) for each in LANGUAGES}
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", text(books[language].title)),
        element("style", f"{sheet}\n{_within_pictures(style())}\n{_footed(str(material.manifest['run']))}"),
    ]
    bodies = [_body(each, told) for each, told in books.items()]
    body = element("body", _switch(), *bodies, element("script", script), data_shown=language)
    return f"<!doctype html>\n{element('html', element('head', *head), body, lang=HTML_LANGUAGE[language])}\n"


def _within_pictures(rules: str) -> str:
    """The pictures' own style, for what stands in pictures alone."""
    return f"svg {{ {rules} }}"


def _footed(digest: str) -> str:
    """The foot of each printed page: the run's digest and the page's number."""
    return f'@page {{ @bottom-center {{ content: "{digest[:16]} · " counter(page); font-size: 8pt; }} }}'


def _switch() -> str:
    buttons = [
        element("button", text(name), type="button", data_switch=key)
        for key, name in (("zh", "中文"), ("en", "English"))
    ]
    return element("nav", *buttons, class_="switch", aria_label="语言 · language")


def _body(language: Language, told: Book) -> str:
    words = Words(language)
    fronts = [section(language, each, told.frame, words) for each in told.sections if not each.numbered]
    parts = [
        element("a", text(words("report.skip")), href=f"#{language}-contents", class_="skip"),
        element("h1", text(told.title)),
        element("p", text(told.frame), class_="frame"),
        *fronts,
        _contents(language, told, words),
        *(section(language, each, told.frame, words) for each in told.sections if each.numbered),
        element("footer", text(told.footer)),
    ]
    return element("main", lines(parts), lang=HTML_LANGUAGE[language], data_lang=language)


def _contents(language: Language, told: Book, words: Words) -> str:
    entries = [element("li", element("a", text(each.title), href=f"#{language}-{each.key}")) for each in told.sections]
    title = words("report.contents")
    inside = element("h2", text(title)), element("ol", *entries)
    return element("nav", *inside, class_="contents", aria_label=title, id=f"{language}-contents")
