from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bukapo.accounts"
    label = "accounts"
