"""How law is cited: document and article, in both languages."""

import pytest

from actuary.dated.citing import cited


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        (None, "甲", "甲"),
        ("6", "甲 第6条", "甲, art. 6"),
        ("35-37", "甲 第35至37条", "甲, art. 35-37"),
        ("annex", "甲 附件", "甲, annex"),
    ],
)
def test_an_article_is_named_in_its_language(article: str | None, zh: str, en: str) -> None:
    """Numbers, ranges and the annex; nothing is added where no article is told."""
    assert (cited("甲", article).zh, cited("甲", article).en) == (zh, en)
