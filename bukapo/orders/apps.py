from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "bukapo.orders"
    label = "orders"
