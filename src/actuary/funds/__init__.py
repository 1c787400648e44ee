"""Funds (基金): monthly ledgers, pools, subsidy by rule, interest, backstop; cash, before and after."""
