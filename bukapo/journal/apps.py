from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "bukapo.journal"
    label = "journal"
