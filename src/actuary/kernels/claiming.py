"""The ring of claimants (失业金领取期限环核), sixteen lanes at once: the first of its axes is of months drawn."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import level, most, positive, read, write
from actuary.kernels.layout import LANES, WIDTH


@njit
def follow(ring, drawing, shares, ways, people, death, flow, retired, part, worker):  # type: ignore[no-untyped-def]
    """A month on, as the people moved in it: of those who were there the dead, those who left and those who retired are
    gone, and those who lost a job begin."""
    groups, statuses, _ = people.shape
    moves, kinds, outcomes = flow.shape[1], retired.shape[1], retired.shape[2]
    for g in range(groups):
        cell = g * statuses + ways.status
        left, aged = level(0.0), level(0.0)
        for n in range(ways.leaving.shape[0]):
            left += read(flow, (g * moves + ways.leaving[n]) * WIDTH)
        for outcome in range(outcomes):
            aged += read(retired, ((g * kinds + ways.retiring) * outcomes + outcome) * WIDTH)
        begin = read(flow, (g * moves + ways.entering) * WIDTH)
        stay = read(people, cell * LANES) - read(death, cell * WIDTH) - (left + aged)
        turn(ring, drawing, shares, g, stay + begin, begin)


@njit
def turn(ring, drawing, shares, g, claimants, inflow):  # type: ignore[no-untyped-def]
    """Everybody of a category has drawn a month more, the longest first, so that nobody is met twice; then the new
    begin."""
    months, bands, groups, _ = ring.shape
    row, place, moved = groups * LANES, g * LANES, level(0.0)
    for cell in range(months * bands - 1, bands - 1, -1):
        more = read(ring, (cell - bands) * row + place) * read(drawing, cell * LANES)
        write(ring, cell * row + place, more)
        moved += more
    scale, staying = most(claimants - inflow, 0.0) / positive(moved, 1.0), level(0.0)
    for cell in range(bands, months * bands):
        stays = read(ring, cell * row + place) * scale
        write(ring, cell * row + place, stays)
        staying += stays
    for band in range(bands):
        write(ring, band * row + place, read(shares, band * LANES) * (claimants - staying))


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
