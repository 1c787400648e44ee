"""What the reader sees (报告): figures, words and tables, made from a run's documents and nothing else."""
