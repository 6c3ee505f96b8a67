from django.apps import AppConfig


class ProductionConfig(AppConfig):
    name = "bukapo.production"
    label = "production"
