from django.apps import AppConfig
from django.urls import register_converter

from bukapo.faces.ui.routes import TableKind


class UiConfig(AppConfig):
    name = "bukapo.faces.ui"
    label = "ui"
    verbose_name = "Tampilan"

    def ready(self) -> None:
        register_converter(TableKind, "table")
