"""Layout of a deck of parts (任务牌), as threads and compiled code read it."""

DEALT, PARTS, ROWS, SIZE, FINISHED, FAILED, FIRST = range(7)
"""How many turns were dealt, how many parts there are, how often each is worked, one after another, and bytes from what
is told of one time to what is told of the next; how many parts have been worked, whether a thread has failed, and the
first part. Behind the last part stands -1, then for each turn and for this end how many parts must have been worked
before."""
