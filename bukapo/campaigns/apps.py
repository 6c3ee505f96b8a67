from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "bukapo.campaigns"
    label = "campaigns"
