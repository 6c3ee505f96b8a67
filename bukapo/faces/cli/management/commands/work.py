import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from bukapo.faces.cli.worker import Missing, Worker


class Command(BaseCommand):
    help = "Run the worker: what follows an event, and what time makes due. SIGTERM lets it finish its current job."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            worker = Worker(
                due=import_string(settings.BUKAPO_DUE), beside=import_string(settings.BUKAPO_OUTSIDE)
            )
        except Missing as missing:
            raise CommandError(
                f"{settings.BUKAPO_DUE} or {settings.BUKAPO_OUTSIDE} names what does not exist: {missing}"
            ) from missing
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        worker.run()
