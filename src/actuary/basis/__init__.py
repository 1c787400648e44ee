"""What the actuary believes (精算假设): tables, paths, distributions, and the mathematics that reads them."""
