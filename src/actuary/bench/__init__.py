"""The engine measured beside others in one run (同机对比): the same answers first, then ratios of time."""
