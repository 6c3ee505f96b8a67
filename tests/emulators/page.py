"""The pages people click: a gateway's own payment page, and the list from which QR and numbers are "paid"."""

from html import escape
from typing import Any
from urllib.parse import quote, unquote

from tests.emulators.kinds import PENDING, Answer, Pay, Request

Emulator = Any  # tests.emulators.server has it, and shows these pages

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:30rem;margin:2rem auto;padding:0 1rem;color:#1b2430}"
    "h1{font-size:1.3rem}button{font:inherit;min-height:48px;width:100%;margin:.25rem 0;border:1px solid #1b4db3;"
    "background:#1b4db3;color:#fff;border-radius:8px}button.no{background:#fff;color:#1b4db3}"
    "li{margin:1rem 0;border-top:1px solid #ccc;padding-top:.5rem;list-style:none}ul{padding:0}"
)


def answer(emulator: Emulator, request: Request) -> Answer | None:
    """`/` lists, `/bayar/<reference>` is one payment's page; POSTs there do what the button says."""
    if request.path == "/":
        return Answer(200, _list(emulator))
    if not request.path.startswith("/bayar/"):
        return None
    pay = emulator.pays.get(unquote(request.path.removeprefix("/bayar/")))
    if pay is None:
        return Answer(404, b"<h1>404</h1>")
    if request.method == "GET":
        return Answer(200, _one(emulator, pay))
    return _deed(emulator, pay, request.form())


def _deed(emulator: Emulator, pay: Pay, form: dict[str, str]) -> Answer:
    deed, back = form.get("deed", ""), form.get("back") or pay.return_url or "/"
    if pay.state == PENDING and deed == "pay":
        emulator.pay(pay.reference, method=form.get("method", ""))
    elif deed == "deny":
        emulator.deny(pay.reference)
    elif deed == "expire":
        emulator.expire(pay.reference)
    return Answer(303, b"", {"Location": back})


def _frame(emulator: Emulator, title: str, body: str) -> bytes:
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>{title}</title>"
    name = escape(emulator.name)
    page = (
        f"<!doctype html><html lang=id>{head}<style>{STYLE}</style><p>{name} (tiruan, tanpa uang)</p>{body}"
    )
    return page.encode()


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def _one(emulator: Emulator, pay: Pay) -> bytes:
    facts = f"<h1>{_rupiah(pay.amount)}</h1><p>{escape(pay.reference)} · {escape(pay.state)}</p>"
    if pay.state != PENDING:
        return _frame(
            emulator, pay.reference, f"{facts}<p><a href='{escape(pay.return_url)}'>Kembali ke toko</a></p>"
        )
    ways = "".join(
        f"<form method=post><input type=hidden name=deed value=pay><input type=hidden name=method value='{code}'>"
        f"<button>Bayar dengan {escape(words)}</button></form>"
        for code, words in emulator.offered(pay)
    )
    return _frame(
        emulator, pay.reference, f"{facts}{ways}{_no('deny', 'Tolak')}{_no('expire', 'Biarkan kedaluwarsa')}"
    )


def _no(deed: str, words: str) -> str:
    return f"<form method=post><input type=hidden name=deed value={deed}><button class=no>{words}</button></form>"


def _list(emulator: Emulator) -> bytes:
    rows = "".join(
        f"<li><b>{_rupiah(pay.amount)}</b> {escape(pay.reference)} · {escape(pay.method)} · {escape(pay.state)}"
        f"<br><a href='/bayar/{quote(pay.reference)}'>Buka</a></li>"
        for pay in reversed(list(emulator.pays.values()))
    )
    return _frame(emulator, "Pembayaran", f"<h1>Pembayaran</h1><ul>{rows or '<li>Belum ada.</li>'}</ul>")
