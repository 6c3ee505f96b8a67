from django.urls import URLPattern, path

from bukapo.faces.dashboard.prepare import (
    campaigns,
    capital,
    entrance,
    products,
    qris,
    stores,
    tax,
    vouchers,
    wizard,
    zones,
)

_PO = "<slug:store>/po/<slug:campaign>"

urlpatterns: list[URLPattern] = [
    path("", stores.home, name="home"),
    path("masuk/", entrance.LogIn.as_view(), name="login"),
    path("keluar/", entrance.LogOut.as_view(), name="logout"),
    path("daftar/", entrance.signup, name="signup"),
    path("lupa-sandi/", entrance.Forgotten.as_view(), name="password_reset"),
    path("lupa-sandi/terkirim/", entrance.ForgottenDone.as_view(), name="password_reset_done"),
    path(
        "sandi-baru/<str:uidb64>/<str:token>/", entrance.NewPassword.as_view(), name="password_reset_confirm"
    ),
    path("undangan/<str:token>/", entrance.invitation, name="invitation"),
    path("buka-toko/", stores.store_new, name="store_new"),
    path("<slug:store>/", campaigns.store, name="store"),
    path("<slug:store>/pengaturan/", stores.store_settings, name="store_settings"),
    path("<slug:store>/pengaturan/rekening/", stores.bank_add, name="bank_add"),
    path("<slug:store>/pengaturan/rekening/<int:account>/berhenti/", stores.bank_stop, name="bank_stop"),
    path("<slug:store>/pengaturan/anggota/", stores.staff_invite, name="staff_invite"),
    path("<slug:store>/pengaturan/anggota/<int:user>/keluar/", stores.staff_remove, name="staff_remove"),
    path("<slug:store>/pengaturan/qris/", qris.store_qris, name="store_qris"),
    path("<slug:store>/pengaturan/qris/pakai/", qris.store_qris_use, name="store_qris_use"),
    path("<slug:store>/pengaturan/qris/berhenti/", qris.store_qris_stop, name="store_qris_stop"),
    path("<slug:store>/pengaturan/ppn/", tax.store_tax, name="store_tax"),
    path("<slug:store>/produk/", products.products, name="products"),
    path("<slug:store>/produk/baru/", products.product_new, name="product_new"),
    path("<slug:store>/produk/<int:product>/", products.product_edit, name="product_edit"),
    path("<slug:store>/produk/<int:product>/foto/", products.product_photos, name="product_photos"),
    path("<slug:store>/produk/<int:product>/arsip/", products.product_archive, name="product_archive"),
    path("<slug:store>/ongkir/", zones.zones, name="zones"),
    path("<slug:store>/voucher/", vouchers.vouchers, name="vouchers"),
    path("<slug:store>/voucher/<int:voucher>/henti/", vouchers.voucher_stop, name="voucher_stop"),
    path("<slug:store>/po/baru/", wizard.campaign_new, name="campaign_new"),
    path(f"{_PO}/", campaigns.campaign, name="campaign"),
    path(f"{_PO}/atur/", wizard.campaign_edit, name="campaign_edit"),
    path(f"{_PO}/atur/<slug:step>/", wizard.campaign_step, name="campaign_step"),
    path(f"{_PO}/pratinjau/", campaigns.campaign_preview, name="campaign_preview"),
    path(f"{_PO}/terbit/", wizard.campaign_publish, name="campaign_publish"),
    path(f"{_PO}/ubah/", campaigns.campaign_change, name="campaign_change"),
    path(f"{_PO}/foto/", campaigns.campaign_photos, name="campaign_photos"),
    path(f"{_PO}/modal/", capital.campaign_capital, name="campaign_capital"),
    path(f"{_PO}/batal/", campaigns.campaign_cancel, name="campaign_cancel"),
]
