import re

import pytest
from django.core import mail
from django.core.cache import cache

from bukapo.accounts.models import User
from bukapo.accounts.writes import sign_up
from bukapo.stores import reads
from bukapo.stores.models import Membership, Store
from tests.campaigns.prepared import prepare

pytestmark = pytest.mark.django_db
BUKA = "/toko-saya/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def test_a_stranger_signs_up_opens_a_store_and_stands_in_it(client):
    typed = {"name": "Sari", "email": "Sari@Contoh.id", "password": "kata-sandi-panjang"}
    answer = client.post(f"{BUKA}daftar/", typed)
    assert answer.headers["Location"] == f"{BUKA}buka-toko/"
    store = {
        "name": "Benang Senja", "city": "Bandung", "zone": "Asia/Jakarta", "phone": "0812 3456 7890",
        "bank": "BCA", "number": "123-456-7890", "holder": "Sari",
    }  # fmt: skip
    answer = client.post(f"{BUKA}buka-toko/", store, follow=True)
    assert answer.redirect_chain == [(f"{BUKA}benang-senja/", 302)]
    assert "Menuju PO pertama" in answer.content.decode()
    assert client.get(BUKA).headers["Location"] == f"{BUKA}benang-senja/"
    assert client.get(f"{BUKA}?semua").status_code == 200


def test_what_was_typed_wrongly_is_kept_and_said(client):
    sign_up(name="Sari", email="sari@contoh.id", password="kata-sandi-panjang")
    for typed, words in (
        ({"name": "S", "email": "bukan", "password": "pendek"}, "8"),
        ({"name": "S", "email": "SARI@contoh.id", "password": "kata-sandi-panjang"}, "sudah terdaftar"),
        ({"name": "S\x00", "email": "a@b.id", "password": "kata-sandi-panjang"}, ""),
    ):
        answer = client.post(f"{BUKA}daftar/", typed)
        assert answer.status_code == 422 and words in answer.content.decode()
        assert 'value="S' in answer.content.decode()
    assert User.objects.count() == 1


def test_login_takes_any_case_and_leads_back(client):
    shop = prepare("toko-satu")
    page = client.get(f"{BUKA}toko-satu/produk/")
    assert page.headers["Location"].startswith(f"{BUKA}masuk/?next=")
    typed = {
        "username": " Saritoko-satu@Contoh.id ",
        "password": "kata-sandi-panjang",
        "next": f"{BUKA}toko-satu/produk/",
    }
    assert client.post(f"{BUKA}masuk/", typed).headers["Location"] == f"{BUKA}toko-satu/produk/"
    assert client.get(f"{BUKA}toko-satu/produk/").status_code == 200
    assert client.post(f"{BUKA}keluar/").headers["Location"] == f"{BUKA}masuk/"
    assert client.get(f"{BUKA}toko-satu/").status_code == 302
    assert shop.owner.memberships.count() == 1


def test_login_does_not_lead_to_another_host(client):
    prepare("toko-satu")
    typed = {
        "username": "saritoko-satu@contoh.id",
        "password": "kata-sandi-panjang",
        "next": "https://jahat.example/",
    }
    assert client.post(f"{BUKA}masuk/", typed).headers["Location"] == BUKA


def test_guessing_a_password_is_stopped(client):
    prepare("toko-satu")
    typed = {"username": "saritoko-satu@contoh.id", "password": "salah"}
    answers = [client.post(f"{BUKA}masuk/", typed) for _ in range(11)]
    assert [a.status_code for a in answers] == [200] * 10 + [429]
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()
    right = client.post(f"{BUKA}masuk/", typed | {"password": "kata-sandi-panjang"})
    assert right.status_code == 429


def test_a_forgotten_password_is_replaced_by_the_mailed_link(client, settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://po.contoh.id", ["*"]
    prepare("toko-satu")
    answer = client.post(
        f"{BUKA}lupa-sandi/", {"email": "SARItoko-satu@contoh.id"}, headers={"host": "jahat.example"}
    )
    assert answer.headers["Location"] == f"{BUKA}lupa-sandi/terkirim/"
    assert client.get(f"{BUKA}lupa-sandi/terkirim/").status_code == 200
    (letter,) = mail.outbox
    assert "jahat" not in letter.body
    path = re.search(r"https://po\.contoh\.id(/toko-saya/sandi-baru/\S+)", letter.body)[1]
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0]
    wrong = client.post(form, {"new_password1": "sandi-yang-baru", "new_password2": "lain"})
    assert "tidak sama" in wrong.content.decode()
    client.post(form, {"new_password1": "sandi-yang-baru", "new_password2": "sandi-yang-baru"})
    assert User.objects.get().check_password("sandi-yang-baru")
    assert "sudah dipakai" in client.get(path, follow=True).content.decode()


def test_an_unknown_address_is_not_told_apart(client):
    answer = client.post(f"{BUKA}lupa-sandi/", {"email": "entah@contoh.id"})
    assert answer.headers["Location"] == f"{BUKA}lupa-sandi/terkirim/"
    assert mail.outbox == []


def invite(client, shop, email):
    client.force_login(shop.owner)
    page = client.post(f"{BUKA}{shop.store.slug}/pengaturan/anggota/", {"email": email}).content.decode()
    found = re.search(r"(/toko-saya/undangan/[^<\s\"]+)", page)
    client.logout()
    return found[1] if found else ""


def test_an_invited_person_makes_an_account_and_comes_in(client):
    shop = prepare("toko-satu")
    link = invite(client, shop, "Budi@contoh.id")
    assert "budi@contoh.id" in mail.outbox[0].to
    assert "budi@contoh.id" in client.get(link).content.decode()
    answer = client.post(link, {"name": "Budi", "password": "kata-sandi-budi"})
    assert answer.headers["Location"] == f"{BUKA}toko-satu/"
    assert [m.email for m in reads.members(shop.store)] == ["saritoko-satu@contoh.id", "budi@contoh.id"]
    assert client.get(f"{BUKA}toko-satu/").status_code == 200
    assert client.get(f"{BUKA}toko-satu/pengaturan/").status_code == 404
    assert client.post(f"{BUKA}toko-satu/pengaturan/rekening/", {}).status_code == 404


def test_an_invitation_lets_in_nobody_but_the_one_it_names(client):
    shop = prepare("toko-satu")
    link = invite(client, shop, "budi@contoh.id")
    sign_up(name="Budi", email="budi@contoh.id", password="kata-sandi-budi")
    answer = client.post(link, {"name": "Maling", "password": "kata-sandi-maling"})
    assert answer.status_code == 200 and "Masuk dulu" in answer.content.decode()
    client.force_login(sign_up(name="Maling", email="maling@contoh.id", password="kata-sandi-maling"))
    assert "e-mail lain" in client.post(link).content.decode()
    assert Membership.objects.of(shop.store).count() == 1
    assert client.get(f"{BUKA}undangan/apa-saja/").status_code == 404
    client.force_login(User.objects.get(email="budi@contoh.id"))
    assert client.post(link).headers["Location"] == f"{BUKA}toko-satu/"


def test_a_member_is_not_invited_twice(client):
    shop = prepare("toko-satu")
    assert invite(client, shop, shop.owner.email) == ""


def test_the_owner_settles_details_policies_and_accounts(client):
    shop = prepare("toko-satu")
    client.force_login(shop.owner)
    url = f"{BUKA}toko-satu/pengaturan/"
    details = {
        "part": "details",
        "name": "Toko Baru",
        "city": "Solo",
        "zone": "Asia/Makassar",
        "phone": "081234567890",
    }
    assert client.post(url, details).status_code == 302
    policies = {
        "part": "policies", "cancel_fee_percent": "10", "refund_days": "5", "exchange_days": "3",
        "late_refund_days": "7", "size_tolerance_cm": "1", "complaint_hours": "24",
    }  # fmt: skip
    assert client.post(url, policies).status_code == 302
    store = Store.objects.get()
    assert (store.name, store.zone, store.refund_days, store.cancel_before_close) == (
        "Toko Baru",
        "Asia/Makassar",
        5,
        False,
    )
    wrong = client.post(url, policies | {"refund_days": "30"})
    assert wrong.status_code == 422 and "paling lambat 7 hari" in wrong.content.decode()
    wrong = client.post(url, details | {"phone": "12"})
    assert wrong.status_code == 422 and "salah ketik" in wrong.content.decode()
    client.post(f"{url}rekening/", {"bank": "BRI", "number": "99887766", "holder": "Sari"})
    first, second = reads.bank_accounts(store)
    for account in (first, second):
        client.post(f"{url}rekening/{account.pk}/berhenti/")
    assert [a.bank for a in reads.bank_accounts(store)] == ["BRI"]
    assert client.post(f"{url}rekening/999999999999/berhenti/").status_code == 404


def test_a_strangers_store_is_not_there(client):
    shop = prepare("toko-satu")
    client.force_login(prepare("toko-dua").owner)
    product = shop.product.pk
    for path in (
        "",
        "produk/",
        "ongkir/",
        "po/baru/",
        "pengaturan/",
        f"produk/{product}/",
        f"produk/{product}/foto/",
    ):
        assert client.get(f"{BUKA}toko-satu/{path}").status_code == 404, path
    assert client.get(f"{BUKA}toko-dua/produk/{product}/").status_code == 404


def test_a_form_that_came_after_logging_out_says_so_and_leads_back_to_its_page(client):
    here = f"{BUKA}toko-satu/kemas/aturan/"
    late = client.post(here, {"rule": "each"}, headers={"referer": f"http://testserver{here}?x=1"})
    assert late.status_code == 302 and late.headers["Location"].endswith(f"?next={here}")
    assert "yang barusan belum tersimpan" in client.get(f"{BUKA}masuk/").content.decode()
    for stranger in ("https://lain.example/toko-saya/", "http://testserver/keluar-toko/", ""):
        sent = client.post(here, headers={"referer": stranger})
        assert sent.headers["Location"].endswith(f"?next={BUKA}"), stranger
