from django.urls import URLPattern, path

from bukapo.faces.dashboard.send import books, deeds, printing, sending, tracking

_PO = "<slug:store>/po/<slug:campaign>/kirim"

urlpatterns: list[URLPattern] = [
    path(f"{_PO}/", sending.sending, name="sending"),
    path(f"{_PO}/slip/", printing.slips, name="sending_slips"),
    path(f"{_PO}/label/", printing.labels, name="sending_labels"),
    path(f"{_PO}/kemas/", deeds.pack, name="sending_pack"),
    path(f"{_PO}/resi/", tracking.upload, name="sending_tracking"),
    path(f"{_PO}/resi/contoh/", tracking.template, name="sending_tracking_template"),
    path(f"{_PO}/tutup-buku/", books.books, name="sending_books"),
    path(f"{_PO}/pesanan/<slug:number>/resi/", deeds.ship, name="sending_ship"),
    path(f"{_PO}/pesanan/<slug:number>/serahkan/", deeds.hand, name="sending_hand_over"),
]
