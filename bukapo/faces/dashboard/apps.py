from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "bukapo.faces.dashboard"
    label = "dashboard"
