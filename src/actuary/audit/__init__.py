"""Audit (核对): what others printed, recomputed forward and solved backward."""
