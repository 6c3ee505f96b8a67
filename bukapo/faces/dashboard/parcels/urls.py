from django.urls import URLPattern, path

from bukapo.faces.dashboard.parcels import part, stuck, tracking, weights

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/kirim/macet/", stuck.stuck, name="sending_stuck"),
    path("<slug:store>/po/<slug:campaign>/kirim/timbang/", weights.weights, name="sending_weights"),
    path("<slug:store>/pesanan/<slug:number>/resi/", tracking.correct, name="tracking_correct"),
    path("<slug:store>/pesanan/<slug:number>/sebagian/", part.part, name="part_ahead"),
]
