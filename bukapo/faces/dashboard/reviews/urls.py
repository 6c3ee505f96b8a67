from django.urls import URLPattern, path

from bukapo.faces.dashboard.reviews import designs, operator, pages

urlpatterns: list[URLPattern] = [
    path("laporan/testimoni/", operator.reports, name="review_reports"),
    path("laporan/testimoni/<int:review>/", operator.decide, name="review_decide"),
    path("<slug:store>/testimoni/", pages.reviews, name="reviews"),
    path("<slug:store>/testimoni/<int:review>/jawab/", pages.answer, name="review_answer"),
    path("<slug:store>/po/<slug:campaign>/foto-desain/", designs.designs, name="review_designs"),
]
