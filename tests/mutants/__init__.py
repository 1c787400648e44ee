"""How many small errors in the program the tests see."""
