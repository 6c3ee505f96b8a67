from django.urls import path

from bukapo.faces.workshop import views

app_name = "workshop"
urlpatterns = [
    path("<slug:secret>/", views.work_order, name="work_order"),
    path("<slug:secret>/cetak/", views.paper, name="paper"),
    path("<slug:secret>/terima/", views.accept, name="accept"),
    path("<slug:secret>/tahap/<int:position>/", views.report, name="report"),
    path("<slug:secret>/selesai/", views.finish, name="finish"),
]
