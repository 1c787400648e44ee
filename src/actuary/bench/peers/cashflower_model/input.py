"""Model points (模型点): those that the caller laid down."""

import pandas as pd
from cashflower import ModelPointSet

from actuary.bench.peers import in_cashflower

p = in_cashflower.TOLD[-1]
main = ModelPointSet(
    data=pd.DataFrame(
        {"id": range(len(p.age)), "category": p.category, "age": p.age, "wait": p.wait}
        | {"balance": p.balance, "pension": p.pension}
    )
)
