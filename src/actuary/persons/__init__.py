"""One person's rights (个案测算): cells of a table in, the law's functions over all rows, documents and tables out."""
