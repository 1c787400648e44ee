"""The same liabilities in other hands (同一负债的他家写法): each peer projects every person month by month.

A peer is a module with `worth(promises, conditions)`, which answers as `actuary.liability.worth` does, and `NEEDS`,
the package that it is written in.
"""
