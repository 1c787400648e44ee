"""Scenarios (情景): a valuation under reforms, always on the baseline's people and learned coverage."""
