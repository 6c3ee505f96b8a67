"""Django's own command; a new database gets its tables at once."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from bukapo.faces.cli.at_once import is_empty, make_tables


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        plain = not (options["app_label"] or options["fake"] or options["plan"] or options["check_unapplied"])
        if plain and not options["run_syncdb"] and is_empty():
            make_tables()
        super().handle(*args, **options)  # nothing is left to do but its signals: content types, permissions
