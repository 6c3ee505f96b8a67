"""What sellers hear of the sending itself: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "whatsapp.halted.seller": (
        "WhatsApp otomatis {toko} berhenti",
        """Pesan WhatsApp otomatis {toko} berhenti karena ditolak Meta.
Alasannya: {alasan}

Pesan yang belum terkirim menunggu Anda kirim sendiri lewat wa.me. Perbaiki akunnya di sini, lalu coba sambungannya:
{tautan}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "whatsapp.halted.seller": (
        "Automatic WhatsApp of {toko} has stopped",
        """Automatic WhatsApp messages of {toko} have stopped because Meta refused them.
Reason: {alasan}

Messages not yet sent wait for you to send them by wa.me. Mend the account here, then try the connection:
{tautan}""",
    ),
}
