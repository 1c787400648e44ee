"""Kernels as plain Python where NUMBA_DISABLE_JIT=1 asks for it; before any of them is imported."""

from .plain import plainly

plainly()
