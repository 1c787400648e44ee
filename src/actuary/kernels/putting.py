"""Lanes put on districts (各道落到各区核): what every lane has over the first, and one of them where districts are."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import level, most, pick, read, same, stream, write
from actuary.kernels.layout import BLOCKS, LANES


@njit
def cells_of(cells, part):  # type: ignore[no-untyped-def]
    """The first cell of a part, and that behind its last."""
    return part * cells // BLOCKS, (part + 1) * cells // BLOCKS


@njit
def over_first(lanes, first, something, over, differs, part, worker):  # type: ignore[no-untyped-def]
    """Sums `lanes[T, G, X, L]`, categories added up, over the first lane's `first[T, X]`, into `over[L, T, X]`: their
    ratio where that has `something[T, X]`, else what they have beyond it. `differs[BLOCKS, L]`: whether any is not the
    first's."""
    _, groups, width, _ = lanes.shape
    cells, differ = first.size, level(0.0)
    begin, end = cells_of(cells, part)
    for cell in range(begin, end):
        t, x = cell // width, cell % width
        total, one = level(0.0), level(first[t, x])
        for g in range(groups):
            total += read(lanes, ((t * groups + g) * width + x) * LANES)
        differ = most(differ, 1.0 - same(total, one))
        total = total / one if something[t, x] else total - one
        for lane in range(LANES):
            over[lane, t, x] = pick(total, lane)
    write(differs, part * LANES, differ)


@njit
def put(base, over, something, share, since, out, part, worker):  # type: ignore[no-untyped-def]
    """A lane on `base[T, X, L]` of the districts, into `out`: `over[T - since, X]` the first lane from month `since`
    on, before which it is the base; what it has beyond nothing is dealt out by `share[X, L]`."""
    months, width, _ = base.shape
    begin, end = cells_of(months * width, part)
    before = min(max(since * width, begin), end)
    for cell in range(begin, before):
        stream(out, cell * LANES, read(base, cell * LANES))
    for cell in range(before, end):
        t, x, districts = cell // width - since, cell % width, read(base, cell * LANES)
        if something[t, x]:
            stream(out, cell * LANES, districts * over[t, x])
        else:
            stream(out, cell * LANES, districts + read(share, x * LANES) * over[t, x])
