from django.urls import URLPattern, path

from bukapo.faces.dashboard.claims import deeds, pages

_ONE = "<slug:store>/komplain/<int:claim>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/komplain/", pages.claims, name="claims"),
    path(f"{_ONE}/", pages.claim, name="claim"),
    path(f"{_ONE}/foto/<int:number>/", pages.photo, name="claim_photo"),
    path(f"{_ONE}/putuskan/", deeds.decide, name="claim_decide"),
    path(f"{_ONE}/tolak/", deeds.refuse_it, name="claim_refuse"),
    path(f"{_ONE}/buka/", deeds.reopen, name="claim_reopen"),
    path(f"{_ONE}/kembali/", deeds.goods_back, name="claim_goods_back"),
    path(f"{_ONE}/kirim/", deeds.send, name="claim_send"),
    path(f"{_ONE}/ikut/", deeds.join, name="claim_join"),
]
