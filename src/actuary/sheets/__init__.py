"""Tables of persons in and out (个案表格): CSV and Excel files as an office has them, every cell checked."""
