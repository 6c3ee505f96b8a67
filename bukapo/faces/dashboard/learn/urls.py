from django.urls import URLPattern, path

from bukapo.faces.dashboard.learn import views

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/evaluasi/", views.evaluation_page, name="evaluation"),
    path("<slug:store>/po/<slug:campaign>/evaluasi.pdf", views.evaluation_paper, name="evaluation_pdf"),
]
