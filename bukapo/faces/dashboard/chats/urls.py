from django.urls import URLPattern, path

from bukapo.faces.dashboard.chats import pages

_PO = "<slug:store>/po/<slug:campaign>/tempel/"

urlpatterns: list[URLPattern] = [
    path(_PO, pages.chats, name="chats"),
    path(f"{_PO}terima/", pages.accept, name="chats_accept"),
    path(f"{_PO}<int:draft>/", pages.chat_draft, name="chat_draft"),
    path(f"{_PO}<int:draft>/<slug:deed>/", pages.chat_deed, name="chat_deed"),
]
