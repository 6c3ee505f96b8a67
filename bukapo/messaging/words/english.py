"""English, for buyers who chose it. `[bayar]`, `[telat]` and `[salam]` stand for the blocks below."""

from bukapo.messaging.words.english_edges import EDGES

_PAY = """Please transfer exactly {tagihan} to:
{rekening}
By {batas_bayar} at the latest.
The amount includes the unique code {kode_unik}, so please do not round it."""

_PAY_LATE = _PAY.replace("By {batas_bayar} at the latest.", "It was due {batas_bayar}.")

_BYE = """Thank you,
{toko}"""

_RAW: dict[str, tuple[str, str]] = {
    "order.placed": (
        "We have your order {nomor}",
        """Hi {nama}, we have your order {nomor} for {judul_po}.

{rincian}
Total {total}

[bayar]
The remaining {sisa} will be asked for later.
The remaining {cod} is paid in cash when you get the goods (COD).

See your order and send your proof of transfer here:
{tautan}

[salam]""",
    ),
    "order.turn_came": (
        "Your turn in {judul_po}",
        """Hello {nama}, it is your turn in {judul_po}! What you signed up for is now order {nomor}.

{rincian}
Total {total}

[bayar]
If it is not paid by {batas_bayar}, the pieces go to the next person in line.
The remaining {sisa} is asked for later.
The remaining {cod} is paid in cash when you get the goods (COD).

See the order and send proof of your transfer here:
{tautan}

[salam]""",
    ),
    "order.changed": (
        "Your order {nomor} was changed",
        """Hi {nama}, we have noted the change to your order {nomor}: {perubahan}.

{rincian}
Total now {total}

[bayar]

Please check it here:
{tautan}

[salam]""",
    ),
    "order.cancelled": (
        "Your order {nomor} was cancelled",
        """Hi {nama}, your order {nomor} for {judul_po} was cancelled.
Reason: {alasan}
We will return {pengembalian} to you. Tell us the account on your order's page.

{uang}

Details:
{tautan}

[salam]""",
    ),
    "order.expired": (
        "Your order {nomor} has expired",
        """Hi {nama}, your order {nomor} for {judul_po} expired because it was not paid in time.

Already transferred? Send us the proof here and we will look into it:
{tautan}

[salam]""",
    ),
    "order.readmitted": (
        "Your order {nomor} is valid again",
        """Hi {nama}, good news: your order {nomor} for {judul_po} is valid again.

{rincian}

[bayar]
The remaining {sisa} will be asked for later.
The remaining {cod} is paid in cash when you get the goods (COD).

See your order here:
{tautan}

[salam]""",
    ),
    "order.proof_rejected": (
        "Please send the proof for order {nomor} again",
        """Hi {nama}, we could not accept your proof of transfer for order {nomor}.
Reason: {alasan}

[bayar]

If you have transferred already, just send the proof again here:
{tautan}

[salam]""",
    ),
    "order.payment_received": (
        "We have your payment for order {nomor}",
        """Hi {nama}, we have received {jumlah} for your order {nomor}. Thank you!

Your order is now {lunas}.
You paid {lebih} too much. Choose on your order's page: have it back, or keep it as credit.
Still to pay: {tagihan}.
By {batas_bayar} at the latest.
The remaining {sisa} will be asked for later.
The remaining {cod} is paid in cash when you get the goods (COD).

Receipt and news of your order:
{tautan}

{toko}""",
    ),
    "order.payment_late": (
        "Your payment for order {nomor} came after the deadline",
        """Hi {nama}, we have received {jumlah} for your order {nomor}, but the order had already expired.
Do not worry, your money is noted. Your order comes back if the pieces are still free; if not, you get your money back.

{tautan}

[salam]""",
    ),
    "order.shortfall_forgiven": (
        "Nothing more to pay for the shortfall on order {nomor}",
        """Hi {nama}, you need not pay the missing {jumlah} of your order {nomor}.
Your order is now {lunas}.
The remaining {sisa} will be asked for later.
The remaining {cod} is paid in cash when you get the goods (COD).

{tautan}

[salam]""",
    ),
    "order.balance_asked": (
        "Time to pay the balance of order {nomor}",
        """Hi {nama}, it is time to pay the balance of your order {nomor} for {judul_po}. It leaves once it is paid.

[bayar]

Send your proof of transfer here:
{tautan}

[salam]""",
    ),
    "order.instalment_asked": (
        "Instalment {termin} of order {nomor}",
        """Hi {nama}, instalment {termin} of your order {nomor} for {judul_po} is due soon.

[bayar]
The remaining {sisa} will be asked for later.

Send your proof of transfer here:
{tautan}

[salam]""",
    ),
    "order.taken_in": (
        "We take your order {nomor}",
        """Hi {nama}, we take your order {nomor} for {judul_po} and get to work on it.
You pay {cod} in cash when you get the goods (COD).

See the order here:
{tautan}

[salam]""",
    ),
    "order.payment_reminded": (
        "Reminder: order {nomor} is not paid yet",
        """Hi {nama}, your order {nomor} for {judul_po} is still waiting for payment.

[bayar]

Send your proof of transfer here:
{tautan}
If you have just transferred, please ignore this message.

[salam]""",
    ),
    "order.refund_promised": (
        "We will return your money for order {nomor}",
        """Hi {nama}, we will return {jumlah} of your order {nomor}.
Reason: {alasan}
To the account {tujuan}.

Check the account here. You may also keep the money as credit for another order:
{tautan}

[salam]""",
    ),
    "order.refund_paid": (
        "Your money for order {nomor} is on its way back",
        """Hi {nama}, we have sent {jumlah} of your order {nomor} back to you. Please check your account.

{tautan}

[salam]""",
    ),
    "order.packed": (
        "Your order {nomor} is ready for pickup",
        """Hi {nama}, your order {nomor} is ready for pickup.
Place: {tempat_ambil}

Show this page when you come:
{tautan}

[salam]""",
    ),
    "order.shipped": (
        "Your order {nomor} has been sent",
        """Hi {nama}, your order {nomor} is on its way.
Courier: {kurir}
Tracking number: {resi}
Please have {cod} ready in cash for the courier (COD).

Tell us here when it has arrived:
{tautan}

[salam]""",
    ),
    "order.received": (
        "How is your order {nomor}?",
        """Hi {nama}, your order {nomor} is in your hands. We hope you like it!

Tell the next buyers how it turned out.
Something faulty or missing? Tell us here, too:
{tautan}

[salam]""",
    ),
    "order.review_answered": (
        "{toko} answered your review",
        """Hi {nama}, thank you for your review. We have answered:
{jawaban}

{tautan}

[salam]""",
    ),
    "campaign.promise_moved": (
        "The schedule of {judul_po} has moved",
        """Hi {nama}, we are sorry: the schedule of {judul_po} (order {nomor}) has moved.
{janji}: now {tanggal}.
Before, it was {tanggal_lama}.
Reason: {alasan}

The new schedule and your rights:
{tautan}

[salam]""",
    ),
    "waiting.drawn": (
        "Result of the draw for {judul_po}",
        """Hello {nama}, the draw for {judul_po} was held. This time there was nothing left for code {nomor}.

{rincian}

Your place on the waiting list: {urutan}.
If somebody does not pay, the pieces go to the next in line. See your place here:
{tautan}

[salam]""",
    ),
    "waiting.missed": (
        "{judul_po} has closed",
        """Hello {nama}, {judul_po} has closed before your turn came. We are sorry.

{rincian}

Nothing will be charged. Thank you for waiting, and see you at the next one!
{tautan}

[salam]""",
    ),
    "work_order.progressed": (
        "Production of {judul_po} has begun",
        """Hi {nama}, production of {judul_po} has begun, your order {nomor} with it.
Expected to be finished {tanggal}.

Follow it here:
{tautan}

[salam]""",
    ),
    "work_order.done": (
        "{judul_po} has been made",
        """Hi {nama}, {judul_po} has been made and we are checking it now.
We will get your order {nomor} ready soon.

{tautan}

[salam]""",
    ),
    "order.placed.seller": (
        "New order {nomor} from {nama}",
        """Order {nomor} from {nama} for {judul_po}: {jumlah_pcs} pcs, {total}.

{rincian}

Open the order:
{tautan}""",
    ),
    "order.proof_sent.seller": (
        "Proof of transfer for {nomor} is waiting",
        """{nama} sent a proof of transfer for order {nomor} of {judul_po}.
Asked for: {tagihan}.
The buyer says: {jumlah}.

Compare with your bank statement, then accept or reject it here:
{tautan}""",
    ),
    "order.cancelled.seller": (
        "Order {nomor} was cancelled by the buyer",
        """{nama} cancelled order {nomor} of {judul_po}.
Reason: {alasan}
To be returned: {pengembalian}.

{rincian}

Open the order:
{tautan}""",
    ),
    "order.reviewed.seller": (
        "New review from {nama}: {bintang} stars",
        """{nama} gave {bintang} of 5 stars for order {nomor} of {judul_po}.
{testimoni}

Answer here:
{tautan}""",
    ),
    "work_order.accepted.seller": (
        "{konveksi} accepted {nomor_spk}",
        """{konveksi} accepted {nomor_spk} for {judul_po}: {jumlah_pcs} pcs.
Deadline {tenggat}.

{tautan}""",
    ),
    "work_order.progressed.seller": (
        "{nomor_spk}: {tahap} {hasil}",
        """{konveksi} reports on {nomor_spk} for {judul_po}.
{tahap}: {hasil} pcs.
Note: {catatan}

{tautan}""",
    ),
    "work_order.done.seller": (
        "{nomor_spk} is done, says {konveksi}",
        """{konveksi} says that {nomor_spk} for {judul_po} is done: {jumlah_pcs} pcs.

Count and check the goods, then declare production finished here, so that the balances are asked for:
{tautan}""",
    ),
    "work_order.sent.workshop": (
        "{nomor_spk}: {judul_po}",
        """Hi {konveksi}, this is {nomor_spk} from {toko}: {judul_po}, {jumlah_pcs} pcs.
Deadline {tenggat}.

Details, sizes and names are here. Please open it and press Accept:
{tautan}

Thank you!""",
    ),
    "work_order.link_renewed.workshop": (
        "New link for {nomor_spk}",
        """Hi {konveksi}, the link to {nomor_spk} from {toko} ({judul_po}) has changed. The old one no longer opens.

This is the new one:
{tautan}

Thank you!""",
    ),
    "work_order.cancelled.workshop": (
        "{nomor_spk} was cancelled",
        """Hi {konveksi}, {nomor_spk} from {toko} ({judul_po}, {jumlah_pcs} pcs) was cancelled.
Please do not start on it.
Reason: {alasan}

{tautan}

Thank you.""",
    ),
}

WORDS = {
    key: (title, body.replace("[bayar]", _PAY).replace("[telat]", _PAY_LATE).replace("[salam]", _BYE))
    for key, (title, body) in (_RAW | EDGES).items()
}
