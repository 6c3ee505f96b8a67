from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "bukapo.messaging"
    label = "messaging"
