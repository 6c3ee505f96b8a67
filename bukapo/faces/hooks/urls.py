from django.urls import include, path

from bukapo.faces.hooks import views
from bukapo.faces.hooks.mail import mail_hooks
from bukapo.faces.hooks.whatsapp import whatsapp

app_name = "hooks"
urlpatterns = [
    path("whatsapp/<slug:token>/", whatsapp, name="whatsapp"),
    path("surat/", include(mail_hooks())),
    path("<slug:gateway>/<slug:token>/", views.notice, name="notice"),
]
