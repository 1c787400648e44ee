"""How a document and an article of it are named (文号与条款): one wording wherever law is cited."""

from actuary.errors import Both

_PLACES = {"annex": "附件"}
"""Places of a document that have no number, in Chinese."""


def cited(document: str, article: str | None) -> Both:
    """A document with its article, range of articles or annex; the document alone where none is told."""
    if not article:
        return Both(document, document)
    if not article.replace("-", "").isdigit():
        return Both(f"{document} {_PLACES.get(article, article)}", f"{document}, {article}")
    return Both(f"{document} 第{article.replace('-', '至')}条", f"{document}, art. {article}")
