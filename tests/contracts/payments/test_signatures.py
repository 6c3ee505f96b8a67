"""Signatures against values computed elsewhere: the vendors' own examples, and the reference's."""

import hmac
import json
from hashlib import sha256

import pytest

from bukapo.payments import port
from bukapo.providers.payments import midtrans, tripay
from bukapo.providers.payments.midtrans import Midtrans
from bukapo.providers.payments.tripay import Tripay
from bukapo.providers.payments.xendit import Xendit

SETTLED = (
    "6524e89ddfa5b0c157867eb5950aa461ab55c7d1b2cbdf87b4cd26a8f0927b8d"
    "5b9624ada987945bfd59f3937c0334d464bc389fd47c1cb046a4ee60b967318b"
)


class TestMidtrans:
    KEY = "SB-Mid-server-TESTKEY"

    def test_signs_as_the_vendor_does(self) -> None:
        assert midtrans.signed("PO-1001", "200", "147356.00", self.KEY) == SETTLED
        assert midtrans.signed("PO-1001", "201", "147356.00", self.KEY).startswith("3bf02eddc14f5a81")

    def test_takes_the_amount_exactly_as_written(self) -> None:
        told = {
            "order_id": "PO-1001", "status_code": "200", "gross_amount": "147356.00", "signature_key": SETTLED,
            "transaction_status": "settlement", "transaction_id": "t-1", "new_field": {"of": "tomorrow"},
        }  # fmt: skip
        adapter = Midtrans({"server_key": self.KEY}, "sandbox")
        assert adapter.verify({}, json.dumps(told).encode()).reference == "PO-1001"
        for change in ({"gross_amount": "147356"}, {"gross_amount": "1.00"}, {"order_id": "PO-1002"}):
            with pytest.raises(port.BadSignature):
                adapter.verify({}, json.dumps(told | change).encode())


class TestTripay:
    def test_signs_a_request_as_the_vendors_own_example(self) -> None:
        signature = tripay.signed("ytf6ooi2gmlNPfpchd94jDOk8hRWOu", "T0001INV555671500000")
        assert signature == "9f167eba844d1fcb369404e2bda53702e2f78f7aa12e91da6715414e65b8c86a"
        ours = tripay.signed("TRIPAYPRIV", "T0001PO-1001147356")
        assert ours == "d37314e937080f94b3747e1446771bceaa25acf0102b3da972649c588d7d2e44"

    def test_signs_a_notice_over_its_raw_bytes(self) -> None:
        raw = '{"reference":"DEV-T0001","status":"PAID"}'
        expected = "20d3fff23248dd7fd0fb69c3e276e96bd9b0407f107578ee6a808964ccaf79b8"
        assert tripay.signed("TRIPAYPRIV", raw) == expected
        adapter = Tripay({"private_key": "TRIPAYPRIV"}, "sandbox")
        with pytest.raises(port.BadSignature):  # another spacing is another body
            adapter.verify({"x-callback-signature": expected}, raw.replace(":", ": ").encode())
        with pytest.raises(port.Malformed):  # signed, but it names no payment of ours
            adapter.verify(
                {"x-callback-signature": expected, "x-callback-event": "payment_status"}, raw.encode()
            )

    def test_a_signed_notice_of_another_event_is_none(self) -> None:
        body = b'{"reference":"T1","merchant_ref":"PO-1-1","status":"PAID"}'
        headers = {
            "x-callback-signature": hmac.new(b"k", body, sha256).hexdigest(),
            "x-callback-event": "other",
        }
        with pytest.raises(port.Malformed):
            Tripay({"private_key": "k"}, "sandbox").verify(headers, body)


class TestXendit:
    def test_an_account_without_a_token_believes_nobody(self) -> None:
        with pytest.raises(port.BadSignature):
            Xendit({"secret_key": "x"}, "sandbox").verify(
                {"x-callback-token": ""}, b'{"id": "1", "status": "PAID"}'
            )
