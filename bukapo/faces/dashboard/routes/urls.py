from django.urls import URLPattern, path

from bukapo.faces.dashboard.routes import pages

urlpatterns: list[URLPattern] = [
    path("<slug:store>/po/<slug:campaign>/kirim/antar/", pages.routes, name="sending_routes"),
    path("<slug:store>/antar/<int:route>/", pages.route, name="delivery_route"),
    path("<slug:store>/antar/<int:route>/lembar/", pages.sheet, name="delivery_route_sheet"),
]
