"""Logs are read by many eyes and kept for long: they name no secret and no person."""

import json
import re

from tests.servers.forms import form_of
from tests.servers.machine import Machine
from tests.servers.shopping import Buyer, open_shop
from tests.servers.visitor import Answer, Visitor

PASSWORD, EMAIL = "sangat-rahasia-sekali", "penjual.rahasia@example.com"
LINKS = """
from bukapo.accounts.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
user = User.objects.get(email={email!r})
uid = urlsafe_base64_encode(force_bytes(user.pk))
print(reverse("dashboard:password_reset_confirm", args=[uid, default_token_generator.make_token(user)]))
"""


class SellerBrowser(Visitor):
    """A visitor who keeps cookies."""

    cookies: dict[str, str]

    def open(self, path: str) -> Answer:
        return self._kept(self.get(path, cookie=self._jar()))

    def post(self, path: str, values: dict[str, str]) -> Answer:
        token = form_of(self.open(path).text, "").values["csrfmiddlewaretoken"]
        self.cookies["form token"] = token
        return self._kept(self.send(path, values | {"csrfmiddlewaretoken": token}, cookie=self._jar()))

    def _jar(self) -> str:
        self.__dict__.setdefault("cookies", {})
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if " " not in name)

    def _kept(self, answer: Answer) -> Answer:
        for name, value in re.findall(r"(?:^|, )(\w+)=([^;]+);", answer.header("Set-Cookie")):
            self.cookies[name] = value
        return answer


def test_a_whole_visit_leaves_no_secret_in_the_logs(machine: Machine) -> None:
    before = len(machine.log.read_text())
    buyer = Buyer(open_shop(machine, "catatan"), Visitor(machine.port))
    buyer.fill_in(buyer_name="Rina Rahasia", phone="081298765432", email="rina.rahasia@example.com")
    assert buyer.check().status == 200 and buyer.send().status == 303
    for path in ("", "ubah/", "tidak-ada/", "bukti/"):  # found, found, unknown, wrong method
        buyer.visitor.get(f"/p/{buyer.secret}/{path}?kabar=baru")
    seller = SellerBrowser(machine.port)
    signed_up = {"name": "Penjual Rahasia", "email": EMAIL, "password": PASSWORD}
    assert seller.post("/toko-saya/daftar/", signed_up).status == 302
    stranger = SellerBrowser(machine.port)
    assert stranger.post("/toko-saya/masuk/", {"username": EMAIL, "password": PASSWORD + "x"}).status == 200
    reset = machine.python(LINKS.format(email=EMAIL))
    assert stranger.open(reset).status == 302
    stranger.open("/toko-saya/undangan/eyJzdG9yZSI6MX0:1vKabc:tanda-tangan-rahasia/")

    lines = machine.log.read_text()[before:].splitlines()
    told = [json.loads(line) for line in lines]
    assert {"/p/***/", "/toko-saya/daftar/"} <= {line.get("path") for line in told}
    secrets = [
        buyer.secret, buyer.key, PASSWORD, EMAIL, "rahasia", "Rahasia", "81298765432", reset.split("/")[-2],
        *seller.cookies.values(), *stranger.cookies.values(),
    ]  # fmt: skip
    leaked = [(secret, line) for secret in secrets for line in lines if secret in line]
    assert not leaked, leaked
