from django.urls import path

from bukapo.faces.workshop import handing, offline, paces, reporting, views

app_name = "workshop"
urlpatterns = [
    path("serah/<slug:secret>/", handing.by_link, name="hand_over"),
    path("<slug:secret>/", views.work_order, name="work_order"),
    path("<slug:secret>/pekerja.js", offline.worker, name="worker"),
    path("<slug:secret>/cetak/", views.paper, name="paper"),
    path("<slug:secret>/terima/", views.accept, name="accept"),
    path("<slug:secret>/tahap/<int:position>/", reporting.report, name="report"),
    path("<slug:secret>/serah/", handing.give, name="give"),
    path("<slug:secret>/serah/<int:number>/tarik/", handing.take_back, name="take_back"),
    path("<slug:secret>/masuk/<int:hand_over>/", handing.receive, name="receive"),
    path("<slug:secret>/hilang/", handing.lost, name="lost"),
    path("<slug:secret>/kapasitas/", paces.paces, name="paces"),
    path("<slug:secret>/selesai/", views.finish, name="finish"),
]
