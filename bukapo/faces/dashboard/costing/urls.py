from django.urls import URLPattern, path

from bukapo.faces.dashboard.costing import views

urlpatterns: list[URLPattern] = [
    path("<slug:store>/produk/<int:product>/hpp/", views.product_cost, name="product_cost"),
    path("<slug:store>/po/<slug:campaign>/arus-kas/", views.campaign_cash, name="campaign_cash"),
]
