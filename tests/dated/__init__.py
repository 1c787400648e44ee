"""The door of dated values."""
