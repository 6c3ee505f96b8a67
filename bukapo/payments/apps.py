from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "bukapo.payments"
    label = "payments"
