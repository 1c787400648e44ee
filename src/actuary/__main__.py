"""`python -m actuary` is the command `actuary`, where no folder of commands is on the path."""

from actuary.cli import main

main(prog_name="actuary")
