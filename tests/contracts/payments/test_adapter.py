"""What every adapter must do, said to its emulator: no database, no house."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bukapo.payments import port
from tests.contracts.payments.gateways import CONTRACTS, Contract, made
from tests.emulators.server import Emulator


def now() -> datetime:
    """This second: the emulators reckon by the machine's clock."""
    return datetime.now(UTC).replace(microsecond=0)


def ask(method: str, reference: str = "PO-1001-1", **changes: Any) -> port.Ask:
    question = port.Ask(
        reference=reference,
        amount=147_356,
        method=method,
        order_number="PO-1001",
        buyer_name="Pembeli Contoh",
        phone="+6281200000000",
        email="pembeli@contoh.example",
        items=(port.Item("DP Kaos | Contoh", 147_000), port.Item("Kode unik", 356)),
        begun_at=now(),
        expires_at=now() + timedelta(hours=2),
        return_url="http://toko.example/kembali/",
        notify_url="http://toko.example/hooks/x/y/",
    )
    return replace(question, **changes)


def heard(emulator: Emulator) -> tuple[dict[str, str], bytes]:
    """The last notice as the hook sees it."""
    news = emulator.held[-1]
    return {name.lower(): value for name, value in news.headers.items()}, news.body


class TestBeginning:
    def test_gives_a_page_a_payer_can_open(self, contract: Contract, emulator: Emulator) -> None:
        begun = made(contract, emulator).begin(ask(contract.page))
        assert begun.url.startswith(emulator.url)
        assert emulator.pays["PO-1001-1"].amount == 147_356

    def test_gives_a_code_our_own_page_shows(self, contract: Contract, emulator: Emulator) -> None:
        if not contract.here:
            pytest.skip("pays on its own page only")
        begun = made(contract, emulator).begin(ask(contract.here))
        assert begun.qr or begun.va and begun.va.number
        assert begun.expires_at is not None
        assert abs(begun.expires_at - now() - timedelta(hours=2)) < timedelta(minutes=1)

    def test_every_method_it_names_can_be_begun(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        begun = 0
        for number, method in enumerate(adapter.methods()):
            try:
                adapter.begin(ask(method.code, f"PO-2-{number}"))
                begun += 1
            except port.Refused as refused:  # the emulated account has not every channel
                assert "channel" in refused.said
        assert begun >= 3

    def test_wrong_keys_are_refused_in_the_gateways_words(
        self, contract: Contract, emulator: Emulator
    ) -> None:
        stranger = made(contract, emulator, contract.wrong)
        for call in (
            stranger.check,
            lambda: stranger.begin(ask(contract.page)),
            lambda: stranger.look("PO-1001-1", ""),
        ):
            with pytest.raises(port.Refused) as refused:
                call()
            assert refused.value.said
        assert not emulator.pays

    def test_lines_that_do_not_make_the_sum_are_refused(self, contract: Contract, emulator: Emulator) -> None:
        with pytest.raises(port.Refused):
            made(contract, emulator).begin(ask(contract.page, items=(port.Item("DP", 1),)))
        assert not emulator.pays

    def test_right_keys_open_the_door(self, contract: Contract, emulator: Emulator) -> None:
        made(contract, emulator).check()

    def test_a_used_reference_is_a_duplicate(self, contract: Contract, emulator: Emulator) -> None:
        if not contract.refuses_twice:
            pytest.skip("takes a reference twice")
        adapter = made(contract, emulator)
        for method in (contract.page, contract.here):
            adapter.begin(ask(method, f"PO-3-{method}"))
            with pytest.raises(port.Duplicate):
                adapter.begin(ask(method, f"PO-3-{method}"))


class TestTrouble:
    def test_a_lost_answer_is_unavailable_and_the_payment_is_found_again(
        self, contract: Contract, emulator: Emulator
    ) -> None:
        adapter = made(contract, emulator)
        emulator.faults.lose = {"begin", "begin_page"}
        with pytest.raises(port.Unavailable):
            adapter.begin(ask(contract.here or contract.page))
        assert "PO-1001-1" in emulator.pays
        assert adapter.look("PO-1001-1", "").state == port.PENDING

    def test_down_is_unavailable(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        emulator.faults.down = True
        for call in (lambda: adapter.begin(ask(contract.page)), lambda: adapter.look("x", ""), adapter.check):
            with pytest.raises(port.Unavailable):
                call()

    def test_nobody_there_is_unavailable(self, contract: Contract) -> None:
        with pytest.raises(port.Unavailable):
            contract.adapter(contract.keys, "sandbox", "http://127.0.0.1:9").check()

    def test_no_trouble_tells_a_key(self, contract: Contract, emulator: Emulator) -> None:
        for keys, url in ((contract.wrong, emulator.url), (contract.keys, "http://127.0.0.1:9")):
            with pytest.raises(port.GatewayTrouble) as trouble:
                contract.adapter(keys, "sandbox", url).begin(ask(contract.page))
            told = f"{trouble.value!r} {trouble.value.__cause__} {contract.adapter(keys, 'sandbox', url)!r}"
            assert trouble.value.__suppress_context__ or trouble.value.__context__ is None
            assert not [key for key in keys.values() if len(key) > 6 and key in told]


class TestLooking:
    def test_unknown_before_anything_began(self, contract: Contract, emulator: Emulator) -> None:
        assert made(contract, emulator).look("PO-9-1", "").state == port.UNKNOWN

    def test_tells_what_was_paid_and_when(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        begun = adapter.begin(ask(contract.page))
        emulator.pay("PO-1001-1")
        for known in ("", begun.external_id):
            standing = adapter.look("PO-1001-1", known)
            assert (standing.state, standing.amount, standing.currency) == (port.PAID, 147_356, "IDR")
            assert standing.paid_at is not None and abs(standing.paid_at - datetime.now(UTC)) < timedelta(
                minutes=2
            )
            assert standing.method and standing.external_id

    def test_tells_the_sum_that_came_not_the_one_asked(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.here or contract.page))
        emulator.pay("PO-1001-1", amount=100_000)
        assert adapter.look("PO-1001-1", "").amount == 100_000

    def test_tells_what_is_over(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.here or contract.page))
        emulator.expire("PO-1001-1")
        assert adapter.look("PO-1001-1", "").state == port.EXPIRED

    def test_called_off_nobody_can_pay_it(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        begun = adapter.begin(ask(contract.here or contract.page))
        if not contract.calls_off:
            with pytest.raises(port.Refused):
                adapter.call_off("PO-1001-1", begun.external_id)
            return
        adapter.call_off("PO-1001-1", begun.external_id)
        assert adapter.look("PO-1001-1", "").state in (port.FAILED, port.EXPIRED)

    def test_paid_it_cannot_be_called_off(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.page))
        emulator.pay("PO-1001-1")
        with pytest.raises(port.Refused):
            adapter.call_off("PO-1001-1", "")


class TestNotices:
    def test_one_that_is_signed_is_read(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.page))
        emulator.pay("PO-1001-1")
        read = adapter.verify(*heard(emulator))
        assert (read.reference, read.claims) == ("PO-1001-1", port.PAID)
        assert read.external_id == emulator.pays["PO-1001-1"].external_id

    def test_copies_have_one_key_and_other_news_another(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.page))
        keys = set()
        for deed in (emulator.pay, emulator.tell, emulator.tell):
            deed("PO-1001-1" if deed == emulator.pay else emulator.pays["PO-1001-1"])  # type: ignore[arg-type]
            keys.add(adapter.verify(*heard(emulator)).key)
        assert len(keys) == 1
        adapter.begin(ask(contract.here or contract.page, "PO-1001-2"))
        emulator.expire("PO-1001-2")
        other = adapter.verify(*heard(emulator))
        assert other.key not in keys and other.claims == port.EXPIRED

    def test_one_that_was_signed_by_somebody_else_is_not(
        self, contract: Contract, emulator: Emulator
    ) -> None:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.page))
        emulator.faults.wrong_signature = True
        emulator.pay("PO-1001-1")
        with pytest.raises(port.BadSignature):
            adapter.verify(*heard(emulator))
        with pytest.raises(port.BadSignature):
            made(contract, emulator, contract.wrong).verify(*heard(emulator))

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"{}", b'"x"', b"null", b"\xff\xfe", b'{"order_id": 1}', b"{" * 500]
    )
    def test_garbage_is_no_notice(self, contract: Contract, emulator: Emulator, body: bytes) -> None:
        headers = {"x-callback-token": "token-callback-tiruan", "x-callback-event": "payment_status"}
        with pytest.raises(port.BadNotice):
            made(contract, emulator).verify(headers, body)


class TestRefunds:
    def refund(self, key: str = "PO-1001-1-R7", **more: Any) -> port.RefundAsk:
        return port.RefundAsk(**({"key": key, "reference": "PO-1001-1", "external_id": "", "amount": 47_356,
                                  "reason": "Stok habis"} | more))  # fmt: skip

    def paid(self, contract: Contract, emulator: Emulator) -> Any:
        adapter = made(contract, emulator)
        adapter.begin(ask(contract.refundable or contract.page))
        emulator.pay("PO-1001-1")
        return adapter, emulator.pays["PO-1001-1"].external_id

    def test_sends_a_part_back_once_however_often_it_is_asked(
        self, contract: Contract, emulator: Emulator
    ) -> None:
        adapter, external = self.paid(contract, emulator)
        answers = [adapter.refund(self.refund(external_id=external)) for _ in range(3)]
        sent = sum(emulator.pays["PO-1001-1"].refunds.values())
        if not contract.refunds:
            assert sent == 0 and {answer.state for answer in answers} == {port.REFUSED} and answers[0].why
            return
        assert sent == 47_356 and {answer.state for answer in answers} == {port.DONE}

    def test_a_lost_answer_is_asked_for_again(self, contract: Contract, emulator: Emulator) -> None:
        if not contract.refunds:
            pytest.skip("sends nothing back")
        adapter, external = self.paid(contract, emulator)
        emulator.faults.lose = {"refund"}
        with pytest.raises(port.Unavailable):
            adapter.refund(self.refund(external_id=external))
        assert adapter.refund(self.refund(external_id=external)).state == port.DONE
        assert sum(emulator.pays["PO-1001-1"].refunds.values()) == 47_356

    def test_more_than_was_paid_is_refused(self, contract: Contract, emulator: Emulator) -> None:
        adapter, external = self.paid(contract, emulator)
        answer = adapter.refund(self.refund(external_id=external, amount=200_000))
        assert answer.state == port.REFUSED and answer.why

    def test_says_beforehand_what_cannot_go_back(self, contract: Contract, emulator: Emulator) -> None:
        adapter = made(contract, emulator)
        assert adapter.may_refund(contract.not_refundable, now(), now())
        if contract.refunds:
            assert adapter.may_refund(contract.refundable, now(), now()) == ""


def test_the_emulators_qr_is_a_valid_one() -> None:
    import binascii

    from tests.emulators.qris import qr_text

    text = qr_text(147_356, "PO-1001-1")
    assert text.endswith(f"{binascii.crc_hqx(text[:-4].encode(), 0xFFFF):04X}")
    rest, tags = text, []
    while rest:
        size = int(rest[2:4])
        tags.append((rest[:2], rest[4 : 4 + size]))
        rest = rest[4 + size :]
    assert ("54", "147356") in tags and tags == sorted(tags, key=lambda pair: pair[0])


def test_every_gateway_of_the_house_is_under_contract(settings: Any) -> None:
    assert set(settings.BUKAPO_GATEWAYS) == set(CONTRACTS)
    for name, contract in CONTRACTS.items():
        assert contract.adapter.name == name and contract.adapter.keys
        assert all(re.fullmatch(r"\w+", field.name) for field in contract.adapter.keys)
