"""A model as cashflower wants it (cashflower 模型): a folder with `input` and `model`."""
