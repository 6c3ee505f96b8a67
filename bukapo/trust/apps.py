from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "bukapo.trust"
    label = "trust"
