from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "bukapo.faces.cli"
    label = "cli"
