from django.urls import URLPattern, path

from bukapo.faces.dashboard.learn import clone, compare, views

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/evaluasi/", views.evaluation_page, name="evaluation"),
    path("<slug:store>/po/<slug:campaign>/evaluasi.pdf", views.evaluation_paper, name="evaluation_pdf"),
    path("<slug:store>/po/<slug:campaign>/evaluasi.xlsx", views.evaluation_sheet, name="evaluation_xlsx"),
    path("<slug:store>/po/<slug:campaign>/banding/", compare.compare_page, name="evaluation_compare"),
    path(
        "<slug:store>/po/<slug:campaign>/banding.xlsx", compare.compare_sheet, name="evaluation_compare_xlsx"
    ),
    path("<slug:store>/po/<slug:campaign>/berikutnya/", clone.next_po, name="evaluation_next"),
]
