from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "bukapo.faces.workshop"
    label = "workshop"
