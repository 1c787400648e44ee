"""The ring of claimants (失业金领取期限环核), sixteen lanes at once: the first of its axes is of months drawn."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import level, most, positive, read, write
from actuary.kernels.layout import LANES


@njit
def turn(ring, drawing, shares, claimants, inflow, part, worker):  # type: ignore[no-untyped-def]
    """Everybody has drawn a month more, the longest first, so that nobody is met twice; then the new begin."""
    months, bands, groups, _ = ring.shape
    row = groups * LANES
    for g in range(groups):
        place, moved = g * LANES, level(0.0)
        for cell in range(months * bands - 1, bands - 1, -1):
            more = read(ring, (cell - bands) * row + place) * read(drawing, cell * LANES)
            write(ring, cell * row + place, more)
            moved += more
        here = read(claimants, place)
        scale, staying = most(here - read(inflow, place), 0.0) / positive(moved, 1.0), level(0.0)
        for cell in range(bands, months * bands):
            stays = read(ring, cell * row + place) * scale
            write(ring, cell * row + place, stays)
            staying += stays
        for band in range(bands):
            write(ring, band * row + place, read(shares, band * LANES) * (here - staying))


@njit
def exhaust(ring, last, back, share, part, worker):  # type: ignore[no-untyped-def]
    """Those in the last month of their right, of all who draw; work is found first."""
    months, bands, groups, _ = ring.shape
    row, idle = groups * LANES, 1.0 - read(back, 0)
    for g in range(groups):
        place, everyone, ending = g * LANES, level(0.0), level(0.0)
        for cell in range(months * bands):
            drawn = read(ring, cell * row + place)
            everyone += drawn
            ending += drawn * read(last, cell * LANES)
        write(share, place, ending / positive(everyone, 1.0) * idle)
