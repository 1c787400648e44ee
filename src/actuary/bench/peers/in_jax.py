"""Liabilities in JAX (JAX): one compiled scan over months, in double precision."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from actuary.bench.peers.projected import Projected, projected
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

NEEDS = "jax"
jax.config.update("jax_enable_x64", True)


def worth(promises: Promises, conditions: Conditions) -> NDArray[np.float64]:
    """Worth today of each person's promise [yuan]."""
    p = projected(promises, conditions)
    return np.asarray(_scan(*(jnp.asarray(array) for array in p), p.months))


@jax.jit
def _month(p: Any, carry: Any, t: Any) -> Any:
    alive, out = carry
    last = p.death.shape[2] - 1
    here = p.age + t
    alive = jnp.where(here > last, 0.0, alive)
    dying = alive * p.death[p.year[t], p.category, jnp.minimum(here, last)]
    flow = jnp.where(t >= p.wait, alive * p.pension * p.paid[t], dying * p.balance * p.refunded[t])
    return (alive - dying, out + flow), None


def _scanned(*told: Any) -> Any:
    *arrays, months = told
    p = Projected(*arrays)
    start = (jnp.ones(p.age.shape), jnp.zeros(p.age.shape))
    (_, out), _ = jax.lax.scan(lambda carry, t: _month(p, carry, t), start, jnp.arange(months))
    return out


_scan = jax.jit(_scanned, static_argnums=9)
