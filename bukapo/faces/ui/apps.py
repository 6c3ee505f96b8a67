from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bukapo.faces.ui"
    label = "ui"
    verbose_name = "Tampilan"
