"""English, of money beside what is simply paid: credit, goodwill, more time, and the ladder of reminders."""

EDGES: dict[str, tuple[str, str]] = {
    "order.payment_overdue": (
        "Order {nomor} is past its due date",
        """Hi {nama}, payment for your order {nomor} for {judul_po} was due yesterday.

[telat]

Send your proof of transfer here:
{tautan}
If you have transferred already, please ignore this message: we will check first.

[salam]""",
    ),
    "order.payment_overdue_again": (
        "Order {nomor} is still waiting for payment",
        """Hi {nama}, payment for your order {nomor} for {judul_po} has been due for three days.

[telat]

Send your proof of transfer here:
{tautan}
If you need more time, just answer this message. We can talk about the date.

[salam]""",
    ),
    "order.payment_overdue_last": (
        "Last reminder for order {nomor}",
        """Hi {nama}, payment for your order {nomor} for {judul_po} has been due for a week.

[telat]

Send your proof of transfer here:
{tautan}
This is our last reminder. Please answer this message and tell us whether you will pay, so that we know what to do next.

[salam]""",
    ),
    "order.due_extended": (
        "More time to pay order {nomor}",
        """Hi {nama}, you have more time to pay your order {nomor} for {judul_po}.
Reason: {alasan}

[bayar]

Send your proof of transfer here:
{tautan}

[salam]""",
    ),
    "order.credit_kept": (
        "Your credit with {toko}: {jumlah}",
        """Hi {nama}, we keep {jumlah} of your order {nomor} as your credit.

Spend it on your next order under the same WhatsApp number. Its code:
{kode_saldo}
Keep the code and do not share it. You may ask for the money back at any time.

{uang}

{tautan}

[salam]""",
    ),
    "order.credit_paid_out": (
        "We will return your credit",
        """Hi {nama}, we will return your credit of {jumlah} from order {nomor} as money.
To the account {tujuan}.

Please make sure that we know the right account:
{tautan}

[salam]""",
    ),
    "order.allowance_granted": (
        "{jumlah} off your order {nomor}",
        """Hi {nama}, we take {jumlah} off your order {nomor}.
Reason: {alasan}
That leaves {lebih} too much with us. Choose on your order's page: have it back, or keep it as credit.

{uang}

{tautan}

[salam]""",
    ),
}
