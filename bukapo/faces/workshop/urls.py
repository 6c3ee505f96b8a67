from django.urls import path

from bukapo.faces.workshop import all_work, answers, views

app_name = "workshop"
urlpatterns = [
    path("konveksi/<slug:secret>/", all_work.all_work, name="all_work"),
    path("<slug:secret>/", views.work_order, name="work_order"),
    path("<slug:secret>/cetak/", views.paper, name="paper"),
    path("<slug:secret>/excel/", answers.xlsx, name="xlsx"),
    path("<slug:secret>/tanya/", answers.ask, name="ask"),
    path("<slug:secret>/tolak/", answers.refuse, name="refuse"),
    path("<slug:secret>/terima/", views.accept, name="accept"),
    path("<slug:secret>/tahap/<int:position>/", views.report, name="report"),
    path("<slug:secret>/selesai/", views.finish, name="finish"),
]
