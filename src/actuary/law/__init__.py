"""Law (法定规则): legal formulas on plain arrays, and what the law says in each month."""
