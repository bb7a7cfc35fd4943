"""``python -m plans.importer FILE``: print the reading as JSON; 2 and one line on stderr when refused."""

import json
import sys
from pathlib import Path

from plans.importer import PlanFileError, parse_path, to_json


def main(arguments: list[str]) -> int:
    """Print the JSON of one file and return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m plans.importer FILE\n")
        return 2
    try:
        parsed = parse_path(Path(arguments[0]))
    except PlanFileError as error:
        sys.stderr.write(f"import_plan: {arguments[0]}: {error.reason}\n")
        return 2
    sys.stdout.write(json.dumps(to_json(parsed), ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
