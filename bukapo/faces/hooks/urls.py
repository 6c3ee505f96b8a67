from django.urls import path

from bukapo.faces.hooks import views

app_name = "hooks"
urlpatterns = [path("<slug:gateway>/<slug:token>/", views.notice, name="notice")]
