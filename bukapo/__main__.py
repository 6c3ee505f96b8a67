"""`bukapo …` and `python -m bukapo …`."""

import os
import sys


def main() -> None:
    """Run one command of the `bukapo` command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["bukapo", *sys.argv[1:]])


if __name__ == "__main__":
    main()
