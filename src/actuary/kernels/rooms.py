"""Memory of large results (结果内存): what nobody holds any more is given to the next of the same size.

Memory that is asked for anew comes page by page, and on a virtual machine that takes longer than to reckon what is put
there.
"""

import threading
import weakref

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.layout import LINE

FloatArray = NDArray[np.float64]
SPARE = 512 * 1024 * 1024
"""Most memory that is kept while nobody holds it [bytes]."""


class Rooms:
    """Arrays whose memory comes back when the last that holds them, or a part of them, lets go."""

    def __init__(self, most: int = SPARE) -> None:
        self.most = most
        self._spare: dict[int, list[FloatArray]] = {}
        self._bytes, self._one = 0, threading.RLock()  # an array may be let go while another is asked for

    def array(self, shape: tuple[int, ...]) -> FloatArray:
        """An array of any numbers, which begins where a line of the cache does; who asks for it fills it."""
        size = int(np.prod(shape))
        memory = self._taken(size + LINE)
        whole = np.frombuffer(memory.data)
        weakref.finalize(whole, self._give_back, memory).atexit = False
        first = -whole.ctypes.data // whole.itemsize % LINE
        return whole[first : first + size].reshape(shape)

    def _taken(self, size: int) -> FloatArray:
        """Memory for so many numbers."""
        with self._one:
            spare = self._spare.get(size)
            if not spare:
                return np.empty(size)
            memory = spare.pop()
            self._bytes -= memory.nbytes
            return memory

    def _give_back(self, memory: FloatArray) -> None:
        """Keep memory for the next, unless there is enough."""
        with self._one:
            if self._bytes + memory.nbytes <= self.most:
                self._bytes += memory.nbytes
                self._spare.setdefault(memory.size, []).append(memory)


ROOMS = Rooms()
"""The process's memory of results of people."""
