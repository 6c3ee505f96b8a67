from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "bukapo.faces.papers"
    label = "papers"
