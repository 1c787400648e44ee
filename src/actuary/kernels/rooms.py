"""Memory of large results (结果内存): what nobody holds any more is given to the next of the same size.

Memory that is asked for anew comes page by page, and on a virtual machine that takes longer than to reckon what is put
there.
"""

import mmap
import os
import threading
import weakref

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BYTES = 8
SPARE = 512 * 1024 * 1024
"""Most memory that is kept while nobody holds it [bytes]."""
OWN: dict[str, int] = {} if os.name == "nt" else {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS}
"""How memory is asked for that a child process does not write into."""


class Rooms:
    """Arrays whose memory comes back when the last that holds them, or a part of them, lets go."""

    def __init__(self, most: int = SPARE) -> None:
        self.most = most
        self._spare: dict[int, list[mmap.mmap]] = {}
        self._bytes, self._one = 0, threading.RLock()  # an array may be let go while another is asked for

    def array(self, shape: tuple[int, ...]) -> FloatArray:
        """An array of any numbers, noughts the first time, which begins where a page of memory does; who asks for it
        fills it."""
        memory = self._taken(BYTES * max(int(np.prod(shape)), 1))
        whole = np.frombuffer(memory)
        weakref.finalize(whole, self._give_back, memory).atexit = False
        return whole[: int(np.prod(shape))].reshape(shape)

    def _taken(self, size: int) -> mmap.mmap:
        """Memory of so many bytes: small pages of its own, for large ones are fetched slowly on virtual machines."""
        with self._one:
            spare = self._spare.get(size)
            if not spare:
                return mmap.mmap(-1, size, **OWN)
            self._bytes -= size
            return spare.pop()

    def _give_back(self, memory: mmap.mmap) -> None:
        """Keep memory for the next; where there is enough, in place of the sizes that have been given back longest
        ago, if there are any."""
        size = len(memory)
        with self._one:
            alike = self._spare.pop(size, [])
            while self._bytes + size > self.most and self._spare:
                oldest = next(iter(self._spare))
                self._bytes -= oldest * len(self._spare.pop(oldest))
            if self._bytes + size <= self.most:
                self._bytes += size
                alike.append(memory)
            if alike:
                self._spare[size] = alike


ROOMS = Rooms()
"""The process's memory of results of people."""
