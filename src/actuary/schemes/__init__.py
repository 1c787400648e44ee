"""Schemes (各险种): one module per insurance, people x law x basis -> monthly cash flows."""
