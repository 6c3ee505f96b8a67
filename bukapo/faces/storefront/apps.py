from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "bukapo.faces.storefront"
    label = "storefront"
