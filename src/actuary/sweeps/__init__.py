"""Many cities under many scenarios (批量测算): a task each, parts kept by content, on this machine or a cluster."""
