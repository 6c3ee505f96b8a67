from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "bukapo.insights"
    label = "insights"
