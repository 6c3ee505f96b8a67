from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "bukapo.faces.api"
    label = "api"
