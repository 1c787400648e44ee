"""Random numbers by address (按地址取随机数): Philox4x64-10, a number a function of where it stands, with no state.

Source: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11); its constants and rounds.
"""

import math

import numpy as np

from actuary.kernels.compiler import njit, prange

LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
ONE, TWO = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
"""Multipliers of the round."""
WEYL_ONE, WEYL_TWO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
"""What is added to the key after each round."""
ROUNDS = 10
SPARE = np.uint64(11)
STEP = 2.0**-53
"""The smallest step of a uniform number: 53 of the 64 bits."""


@njit(cache=True, inline="always")
def high(x, y):  # type: ignore[no-untyped-def]
    """Upper 64 bits of the product of two words."""
    a, b, c, d = x >> HALF, x & LOW, y >> HALF, y & LOW
    middle = a * d + ((b * d) >> HALF)
    return a * c + (middle >> HALF) + ((b * c + (middle & LOW)) >> HALF)


@njit(cache=True)
def philox(a, b, c, d, key, second):  # type: ignore[no-untyped-def]
    """Four words from a counter of four and a key of two."""
    for _ in range(ROUNDS):
        above, below = high(ONE, a), ONE * a
        over, under = high(TWO, c), TWO * c
        a, b, c, d = over ^ b ^ key, under, above ^ d ^ second, below
        key, second = key + WEYL_ONE, second + WEYL_TWO
    return a, b, c, d


@njit(cache=True)
def uniform(word):  # type: ignore[no-untyped-def]
    """A number of [0, 1) from the upper 53 bits of a word."""
    return float(word >> SPARE) * STEP


@njit(cache=True)
def normal(seed, stream, path, process, month):  # type: ignore[no-untyped-def]
    """A standard normal number of an address, by Box and Muller from two words."""
    one, two, _, _ = philox(np.uint64(path), np.uint64(process), np.uint64(month), np.uint64(0), seed, stream)
    return math.sqrt(-2.0 * math.log(1.0 - uniform(one))) * math.cos(2.0 * math.pi * uniform(two))


@njit(cache=True, parallel=True)
def fill_uniforms(seed, stream, paths, processes, months, out):  # type: ignore[no-untyped-def]
    """Uniform numbers of all addresses into `out[N, P, T]`."""
    for n in prange(paths.shape[0]):
        for p in range(processes.shape[0]):
            for t in range(months.shape[0]):
                at = np.uint64(paths[n]), np.uint64(processes[p]), np.uint64(months[t])
                word, _, _, _ = philox(at[0], at[1], at[2], np.uint64(0), seed, stream)
                out[n, p, t] = uniform(word)


@njit(cache=True, parallel=True)
def fill_normals(seed, stream, paths, processes, months, out):  # type: ignore[no-untyped-def]
    """Standard normal numbers of all addresses into `out[N, P, T]`."""
    for n in prange(paths.shape[0]):
        for p in range(processes.shape[0]):
            for t in range(months.shape[0]):
                out[n, p, t] = normal(seed, stream, paths[n], processes[p], months[t])
