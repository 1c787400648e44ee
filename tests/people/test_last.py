"""What is told once is told again to those who ask the same, by themselves or side by side."""

from actuary.people.last import Last, LastOfEach


def test_an_answer_is_kept_while_the_question_is_the_same() -> None:
    made: list[object] = []
    last = Last(lambda table, number: made.append(number) or [number])
    table: list[int] = []
    assert last(table, 1.0) is last(table, 1.0)
    assert last(table, 2.0) == [2.0]
    assert last([], 2.0) == [2.0]
    assert made == [1.0, 2.0, 2.0]


def test_those_who_give_the_same_objects_share_an_answer() -> None:
    """Made once for all of them, kept while anybody asks for it, made anew afterwards."""
    made: list[object] = []
    last = LastOfEach(lambda one, other: made.append((one, other)) or [one, other])
    a, b, c = object(), object(), object()
    first, second, third = last([a, a, b], [c, c, c])
    assert first is second is not third
    assert (first, third) == ([a, c], [b, c])
    assert all(x is y for x, y in zip(last([b, a, a], [c, c, c]), (third, first, first), strict=True))
    assert made == [(a, c), (b, c)]
    last([a], [c])
    last([b], [c])
    assert made == [(a, c), (b, c), (b, c)]
