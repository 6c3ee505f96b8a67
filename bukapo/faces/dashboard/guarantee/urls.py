from django.urls import URLPattern, path

from bukapo.faces.dashboard.guarantee import late, pages

urlpatterns: list[URLPattern] = [
    path("<slug:store>/terlambat/", late.late, name="campaigns_late"),
    path("<slug:store>/pengaturan/garansi/", pages.store_guarantee, name="store_guarantee"),
    path("<slug:store>/po/<slug:campaign>/garansi/", pages.campaign_guarantee, name="campaign_guarantee"),
]
