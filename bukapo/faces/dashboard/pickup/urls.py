from django.urls import URLPattern, path

from bukapo.faces.dashboard.pickup import counter, slots

_PO = "<slug:store>/po/<slug:campaign>/kirim"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/ambil/", counter.counter, name="pickup_counter"),
    path(f"{_PO}/jadwal/", slots.slots, name="pickup_slots"),
    path(f"{_PO}/jadwal/<int:slot>/", slots.change, name="pickup_slot"),
]
