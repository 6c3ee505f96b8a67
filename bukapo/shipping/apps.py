from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "bukapo.shipping"
    label = "shipping"
