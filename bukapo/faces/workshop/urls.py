from django.urls import path

from bukapo.faces.workshop import all_work, answers, checks, handing, offline, paces, reporting, views, wall

app_name = "workshop"
urlpatterns = [
    path("papan/<slug:secret>/", wall.wall, name="wall"),
    path("konveksi/<slug:secret>/", all_work.all_work, name="all_work"),
    path("serah/<slug:secret>/", handing.by_link, name="hand_over"),
    path("<slug:secret>/", views.work_order, name="work_order"),
    path("<slug:secret>/pekerja.js", offline.worker, name="worker"),
    path("<slug:secret>/cetak/", views.paper, name="paper"),
    path("<slug:secret>/excel/", answers.xlsx, name="xlsx"),
    path("<slug:secret>/tanya/", answers.ask, name="ask"),
    path("<slug:secret>/tolak/", answers.refuse, name="refuse"),
    path("<slug:secret>/terima/", views.accept, name="accept"),
    path("<slug:secret>/tahap/<int:position>/", reporting.report, name="report"),
    path("<slug:secret>/serah/", handing.give, name="give"),
    path("<slug:secret>/serah/<int:number>/tarik/", handing.take_back, name="take_back"),
    path("<slug:secret>/masuk/<int:hand_over>/", handing.receive, name="receive"),
    path("<slug:secret>/hilang/", handing.lost, name="lost"),
    path("<slug:secret>/kapasitas/", paces.paces, name="paces"),
    path("<slug:secret>/selesai/", views.finish, name="finish"),
    path("<slug:secret>/periksa/", checks.checks, name="checks"),
    path("<slug:secret>/periksa/kembali/<int:defect>/", checks.check_return, name="check_return"),
    path("<slug:secret>/periksa/<int:inspection>/batal/", checks.check_withdraw, name="check_withdraw"),
]
