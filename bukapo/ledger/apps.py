from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "bukapo.ledger"
    label = "ledger"
