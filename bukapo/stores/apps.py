from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "bukapo.stores"
    label = "stores"
