"""Layout of a deck of parts (任务牌), as threads and compiled code read it."""

DEALT, PARTS, CUT, FINISHED, FAILED, FIRST = range(6)
"""How many turns were dealt, how many parts there are, how many of them stand before the cut, how many have been
worked, whether a thread has failed, and the first part. Behind the last part stands -1."""
