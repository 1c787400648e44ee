"""Paths (随机路径): numbers by address, models of mortality and of the economy; nothing here knows funds."""
