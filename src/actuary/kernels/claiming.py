"""The ring of claimants (失业金领取期限环核), sixteen lanes at once, of each class of birth its own."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import level, most, positive, read, write
from actuary.kernels.layout import LANES, OUTCOMES, WIDTH


@njit
def exhaust(claims, block, share, place):  # type: ignore[no-untyped-def]
    """Share of claimants of a class whose right ends this month, into `share[G, L]` at `place`: of those in the last
    month of it, who do not go to work; work is found first."""
    classes, months, bands, groups, _ = claims.ring.shape
    if classes == 0:
        return
    first, row, idle = block * months * bands * groups * LANES, groups * LANES, 1.0 - read(claims.back, 0)
    for g in range(groups):
        here, everyone, ending = first + g * LANES, level(0.0), level(0.0)
        for cell in range(months * bands):
            drawn = read(claims.ring, here + cell * row)
            everyone += drawn
            ending += drawn * read(claims.last, cell * LANES)
        write(share, place + g * LANES, ending / positive(everyone, 1.0) * idle)


@njit
def follow(claims, block, sums, died, moved, retired):  # type: ignore[no-untyped-def]
    """A month on, as the people of a class moved in it: of those who were there the dead, those who left and those who
    retired are gone, and those who lost a job begin. The tables tell of what there are sums."""
    if claims.ring.shape[0] == 0:
        return
    groups, statuses, status = died.shape[1], died.shape[2], claims.status
    moves, kinds = moved.shape[2], retired.shape[2]
    for g in range(groups):
        stay, begin = level(0.0), level(0.0)
        if died[block, g, status]:
            cell = (block * groups + g) * statuses + status
            stay = read(sums.people, cell * LANES) - read(sums.death, cell * WIDTH)
        for n in range(claims.leaving.shape[0]):
            if moved[block, g, claims.leaving[n]]:
                stay -= read(sums.flow, ((block * groups + g) * moves + claims.leaving[n]) * WIDTH)
        if retired[block, g, claims.retiring]:
            for outcome in range(OUTCOMES):
                out = (((block * groups + g) * kinds + claims.retiring) * OUTCOMES + outcome) * WIDTH
                stay -= read(sums.retired, out)
        if moved[block, g, claims.begin]:
            begin = read(sums.flow, ((block * groups + g) * moves + claims.begin) * WIDTH)
        turn(claims, block, g, stay + begin, begin)


@njit
def turn(claims, block, g, claimants, inflow):  # type: ignore[no-untyped-def]
    """Everybody of a category has drawn a month more, the longest first, so that nobody is met twice; then the new
    begin."""
    ring = claims.ring
    _, months, bands, groups, _ = ring.shape
    row, place, moved = groups * LANES, (block * months * bands * groups + g) * LANES, level(0.0)
    for cell in range(months * bands - 1, bands - 1, -1):
        more = read(ring, place + (cell - bands) * row) * read(claims.drawing, cell * LANES)
        write(ring, place + cell * row, more)
        moved += more
    scale, staying = most(claimants - inflow, 0.0) / positive(moved, 1.0), level(0.0)
    for cell in range(bands, months * bands):
        stays = read(ring, place + cell * row) * scale
        write(ring, place + cell * row, stays)
        staying += stays
    for band in range(bands):
        write(ring, place + band * row, read(claims.shares, band * LANES) * (claimants - staying))
