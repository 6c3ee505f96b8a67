from django.urls import URLPattern, path

from bukapo.faces.dashboard.parcels import stuck, tracking

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/kirim/macet/", stuck.stuck, name="sending_stuck"),
    path("<slug:store>/pesanan/<slug:number>/resi/", tracking.correct, name="tracking_correct"),
]
