"""Threads that work together: what they raise, and for whom they wait."""

import threading

import pytest

from actuary.kernels import threads


def test_a_fault_of_any_thread_is_raised() -> None:
    for at in range(2):

        def share(worker: int, at: int = at) -> bool:
            if worker == at:
                raise ZeroDivisionError(worker)
            return True

        with pytest.raises(ZeroDivisionError):
            threads.together(share, 2, None if at == 0 else lambda: None)


def test_a_fault_of_what_is_done_meanwhile_is_raised_even_if_all_work_is_over() -> None:
    def meanwhile() -> None:
        raise LookupError("asked")

    for shares in (1, 2):
        with pytest.raises(LookupError, match="asked"):
            threads.together(lambda worker: True, shares, meanwhile)


def test_what_is_done_meanwhile_is_done_in_the_end() -> None:
    for shares in (1, 2):
        done: list[int] = []
        threads.together(lambda worker: True, shares, lambda: done.append(1))  # noqa: B023 - used at once
        assert done == [1]


def test_work_that_is_over_waits_for_no_thread_that_has_only_to_end() -> None:
    gate, began = threading.Event(), threading.Event()

    def share(worker: int) -> bool:
        if worker:
            began.set()
            return gate.wait(10)
        return began.wait(10)

    threads.together(share, 2)
    assert not gate.is_set()
    gate.set()


def test_work_that_is_not_over_waits_for_all() -> None:
    ended: list[int] = []

    def share(worker: int) -> None:
        if worker:
            threading.Event().wait(0.05)
        ended.append(worker)

    threads.together(share, 2)
    assert sorted(ended) == [0, 1]
