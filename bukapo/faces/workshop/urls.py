from django.urls import path

from bukapo.faces.workshop import checks, views, wall

app_name = "workshop"
urlpatterns = [
    path("papan/<slug:secret>/", wall.wall, name="wall"),
    path("<slug:secret>/", views.work_order, name="work_order"),
    path("<slug:secret>/cetak/", views.paper, name="paper"),
    path("<slug:secret>/terima/", views.accept, name="accept"),
    path("<slug:secret>/tahap/<int:position>/", views.report, name="report"),
    path("<slug:secret>/selesai/", views.finish, name="finish"),
    path("<slug:secret>/periksa/", checks.checks, name="checks"),
    path("<slug:secret>/periksa/kembali/<int:defect>/", checks.check_return, name="check_return"),
    path("<slug:secret>/periksa/<int:inspection>/batal/", checks.check_withdraw, name="check_withdraw"),
]
