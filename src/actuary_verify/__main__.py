"""`python -m actuary_verify FOLDER`: 0 all holds, 1 something does not, 2 no run folder was named."""

import sys
from pathlib import Path

from actuary_verify import verify

if len(sys.argv) != 2 or not Path(sys.argv[1], "manifest.json").is_file():
    print("usage: python -m actuary_verify FOLDER, a folder that holds manifest.json", file=sys.stderr)
    sys.exit(2)
findings = verify(Path(sys.argv[1]))
print(*(": ".join(finding) for finding in findings) if findings else ["everything holds"], sep="\n")
sys.exit(1 if findings else 0)
