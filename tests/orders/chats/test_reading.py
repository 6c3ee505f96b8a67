"""A pasted chat becomes drafts with their doubts; nothing is guessed. No database."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.orders.chats.read import Chat, Heard, Stated, read_chat
from bukapo.orders.imports.shape import Field, Option, Product, Shape, Value

DATA = Path(__file__).parents[2] / "data"
PHONE = "081298765432"


def values(names: str) -> tuple[Value, ...]:
    return tuple(Value(name) for name in names.split())


SIZES, COLOURS = Option("Ukuran", values("S M L XL XXL 3XL")), Option("Warna", values("Hitam Navy"))
TEE = Shape((Product("Kaos", 95_000, (SIZES, COLOURS), (Field("Nama punggung", max_length=15),)),))
SLEEVES = Option("Lengan", (Value("Pendek", is_default=True), Value("Panjang")))
LONG = Shape((Product("Kaos", 95_000, (SIZES, COLOURS, SLEEVES)),))


def heard(text: str, shape: Shape = TEE, *, phone: str = PHONE, **stated: str) -> list[Heard]:
    return list(read_chat(text, shape, Stated(phone, tuple(stated.items()))).heard)


def one(text: str, shape: Shape = TEE, **stated: str) -> Heard:
    (found,) = heard(text, shape, **stated)
    return found


def codes(found: Heard) -> list[str]:
    return [doubt.code for doubt in found.answer.doubts]


def pieces(found: Heard) -> dict[str, int]:
    return {" ".join(line.values): line.quantity for line in found.answer.lines}


def told(chat: Chat) -> list[dict[str, Any]]:
    """What the truth file says of each entry."""
    rows = []
    for found in chat.heard:
        lines = found.answer.lines
        row: dict[str, Any] = {"row": found.answer.row, "name": found.answer.name}
        row["pieces"] = {"|".join(line.values): line.quantity for line in lines}
        row |= {"paid": found.paid} if found.paid else {}
        row |= {"doubts": codes(found)} if codes(found) else {}
        printed = [text for line in lines for _, text in line.personalization]
        rows.append(row | ({"printed": printed} if printed else {}))
    return rows


def test_a_list_of_forty_lines_becomes_thirty_seven_drafts_and_three_questions() -> None:
    chat = read_chat((DATA / "chat-40.txt").read_text(), TEE, Stated(PHONE))
    truth = json.loads((DATA / "chat-40.truth.json").read_text())
    assert (len(chat.of_state("accepted")), len(chat.of_state("doubtful"))) == (37, 3)
    assert told(chat) == truth["rows"]
    assert [row for row, _ in chat.unread] == truth["unread"]


def test_a_labelled_order_reads_like_a_filled_in_form() -> None:
    text = """[24/11/26 20.15.07] Hari: Diteruskan
[24/11/26 20.15.07] Hari: Nama: Hari Wibowo 😊
No WA: 0812 3456 7891
Ukuran: L
Warna: hitam
Jumlah: 2
Alamat: Jl. Contoh 7
RT 1 RW 2 Bandung
24/11/26 20.16 - Pesan ini dihapus
24/11/26 20.17 - +62 813-1111-2222: *Nama* : Indah
Pesanan : M navy 1"""
    first, second = heard(text)
    assert (first.answer.name, first.answer.phone, pieces(first)) == (
        "Hari Wibowo", "+6281234567891", {"L Hitam": 2},
    )  # fmt: skip
    assert first.answer.address.splitlines() == ["Jl. Contoh 7", "RT 1 RW 2 Bandung"]
    assert first.answer.fulfilment == "courier" and not codes(first)
    assert (second.answer.phone, pieces(second)) == ("+6281311112222", {"M Navy": 1})
    assert "phone_from_sender" in {remark.code for remark in second.answer.remarks}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Rina XM hitam 1", "size_unknown"),
        ("Rina 4XL hitam 1", "size_not_offered"),
        ("Rina L merah 1", "colour_unknown"),
        ("Rina L hitam/navy 1", "colour_unclear"),
        ("Rina L hitam atau navy 1", "colour_unclear"),
        ("Rina L", "colour_missing"),
        ("Rina hitam 2", "size_missing"),
        ("Rina L hitam 0", "quantity_unclear"),
        ("Rina L hitam 120", "quantity_too_large"),
        ("Rina L XL hitam", "order_unclear"),
        ("Rina L hitam jangan dulu", "order_unknown"),
        ("Rina L hitam a.n. Sinta", "order_unknown"),
        ("~Rina L hitam~", "struck_out"),
        ("L hitam 2", "name_missing"),
        ("Putih L hitam", "name_missing"),
        ('Rina L hitam 1 "RINA YANG PANJANG SEKALI"', "personalization_too_long"),
    ],
)
def test_what_could_mean_two_things_is_a_question(line: str, code: str) -> None:
    assert code in codes(one(f"1. {line}"))


def test_without_a_phone_nothing_is_ordered_and_a_number_of_ones_own_counts() -> None:
    text = "1. Budi L hitam\n2. Siti 0812-3456-7890 2 M navy"
    budi, siti = heard(text, phone="")
    assert codes(budi) == ["phone_missing"]
    assert (siti.answer.phone, pieces(siti), codes(siti)) == ("+6281234567890", {"M Navy": 2}, [])
    assert one("1. Siti 0812 3456 7890 2 L hitam").answer.phone == "+6281234567890"


def test_silence_never_chooses_a_sleeve_but_the_seller_may() -> None:
    assert codes(one("1. Budi L hitam 1", LONG)) == ["sleeve_missing"]
    chosen = one("1. Budi L hitam 1", LONG, Lengan="Pendek")
    assert pieces(chosen) == {"L Hitam Pendek": 1}
    assert "value_of_paste" in {remark.code for remark in chosen.answer.remarks}
    assert pieces(one("1. Budi L hitam panjang 1", LONG, Lengan="Pendek")) == {"L Hitam Panjang": 1}


def test_a_claim_of_money_is_kept_apart_and_never_part_of_the_order() -> None:
    paid = one("1. Budi L hitam 2 DP 50rb ✅")
    assert paid.paid == "DP 50rb ✅" and pieces(paid) == {"L Hitam": 2} and not codes(paid)
    assert not one("1. Budi L hitam 2 belum tf").paid
    assert paid.fingerprint == one("7) BUDI - L - hitam - 2").fingerprint


def test_a_list_posted_again_counts_once_and_a_name_said_twice_is_asked_about() -> None:
    first, second = heard("1. Budi L hitam\n\n1. Budi L hitam lunas\n2. Siti M navy")
    assert first.paid == "lunas" and not codes(first) and second.answer.name == "Siti"
    assert codes(heard("1. Budi L hitam\n2. Budi M navy")[1]) == ["name_twice"]
    two = heard("1. Budi 081200000001 L hitam\n2. Budi 081200000002 M navy")
    assert not codes(two[0]) and not codes(two[1])


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("1.2)- :LXMlxm\nhitamnavyBudi08~*[]/,0\u200e✅+٣＠"), max_size=80))
def test_whatever_is_pasted_it_is_read_and_what_is_accepted_is_whole(text: str) -> None:
    for found in heard(text):
        if found.answer.state == "accepted":
            assert found.answer.name and found.answer.phone and found.answer.pieces
            assert all(
                v in ("S", "M", "L", "XL", "XXL", "3XL") for v, _ in (ln.values for ln in found.answer.lines)
            )
