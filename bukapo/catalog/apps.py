from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "bukapo.catalog"
    label = "catalog"
