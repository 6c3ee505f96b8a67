from django.urls import URLPattern, path

from bukapo.faces.dashboard.inbox import pages

_HOME = "<slug:store>/tanya-jawab/"

urlpatterns: list[URLPattern] = [
    path(_HOME, pages.inbox, name="inbox"),
    path(f"{_HOME}pesanan/<slug:number>/", pages.inbox_order, name="inbox_order"),
    path(f"{_HOME}pesanan/<slug:number>/selesai/", pages.inbox_settle, name="inbox_settle"),
    path(f"{_HOME}pesanan/<slug:number>/<int:word>.webp", pages.inbox_picture, name="inbox_picture"),
    path(f"{_HOME}po/<int:question>/", pages.inbox_question, name="inbox_question"),
    path(f"{_HOME}po/<int:question>/<slug:deed>/", pages.question_deed, name="inbox_question_deed"),
    path(f"{_HOME}wa/<int:message>/", pages.inbox_whatsapp, name="inbox_whatsapp"),
    path(f"{_HOME}jawaban/", pages.replies, name="inbox_replies"),
    path(f"{_HOME}jawaban/<int:reply>/hapus/", pages.reply_forget, name="inbox_reply_forget"),
]
