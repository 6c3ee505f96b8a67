from django.urls import include, path

from bukapo.faces.hooks import views
from bukapo.faces.hooks.couriers import parcel_news
from bukapo.faces.hooks.mail import mail_hooks
from bukapo.faces.hooks.whatsapp import whatsapp

app_name = "hooks"
urlpatterns = [
    path("whatsapp/<slug:token>/", whatsapp, name="whatsapp"),
    path("surat/", include(mail_hooks())),
    path("kurir/<slug:token>/", parcel_news, name="courier"),
    path("<slug:gateway>/<slug:token>/", views.notice, name="notice"),
]
