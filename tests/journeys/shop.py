"""The seller, from signing up to a PO that is open."""

from datetime import timedelta

from playwright.sync_api import expect

from bukapo.faces.cli.demo import pictures
from bukapo.journal import clock
from tests.journeys.person import Person

STORE, TITLE = "benang-senja", "Kaos Senja Batch 3"
HOME = f"/toko-saya/{STORE}"
PO = f"{HOME}/po/kaos-senja-batch-3"
PUBLIC = f"/{STORE}/kaos-senja-batch-3/"


def photo(words: str, *, back: bool = False) -> dict[str, object]:
    picture = pictures.tee(pictures.NAVY, (240, 236, 226), words.split(), back=back)
    return {"name": "kaos.jpg", "mimeType": "image/jpeg", "buffer": picture}


def day(days: int, hour: str = "") -> str:
    """What a date field takes, or a date-and-time field when there is an hour."""
    date = (clock.now() + timedelta(days=days)).date().isoformat()
    return f"{date}T{hour}" if hour else date


def sign_up_and_open_a_store(seller: Person) -> None:
    seller.open("/toko-saya/")
    seller.look("masuk")
    seller.follow("Daftar")
    seller.fill(
        ("Nama Anda", "Sari Dewi"),
        ("E-mail", "sari@benang-senja.example"),
        ("Kata sandi", "kata-sandi-panjang"),
    )
    seller.look("daftar")
    seller.press("Daftar")
    seller.fill(
        ("Nama toko", "Benang Senja"), ("Kota", "Bandung"), ("Nomor WhatsApp", "0812-0000-4567"),
        ("Bank atau dompet", "BCA"), ("Nomor rekening", "1234567890"), ("Atas nama", "Sari Dewi"),
    )  # fmt: skip
    seller.look("buka-toko")
    seller.press("Buka toko")
    seller.sees("Menuju PO pertama")
    seller.look("toko-baru")


def set_the_rules_of_the_store(seller: Person) -> None:
    seller.open(f"{HOME}/pengaturan/")
    seller.look("pengaturan")
    seller.fill(("Alamat", "Jl. Contoh No. 7, Bandung"))
    seller.press("Simpan")
    seller.sees("Tersimpan.")
    promises = seller.page.locator("form").filter(has_text="Potongan kalau batal")
    seller.fill(("Potongan kalau batal", "10"), within=promises)
    seller.press("Simpan", within=promises)
    expect(promises.get_by_label("Potongan kalau batal")).to_have_value("10")
    seller.open(f"{HOME}/ongkir/")
    for row, first, further in ((1, "18.000", "12.000"), (2, "32.000", "28.000")):
        seller.page.get_by_label("1 kg pertama").nth(row).fill(first)
        seller.page.get_by_label("Per kg berikutnya").nth(row).fill(further)
    seller.look("ongkir")
    seller.press("Simpan")


def make_the_product(seller: Person) -> None:
    seller.open(f"{HOME}/produk/baru/")
    seller.fill(("Nama produk", "Kaos Senja Boxy"), ("Keterangan", "Cotton combed 24s, sablon plastisol."),
                ("Harga normal", "165.000"), ("Modal per pcs", "71.000"), ("Berat per pcs", "220"))  # fmt: skip
    sizes, colours = seller.page.get_by_label("Isinya, satu per baris").all()[:2]
    sizes.fill("S\nM\nL *\nXL +5000\nXXL +10rb")
    colours.fill("Hitam *\nKrem")
    seller.page.locator("#id_chart").fill(
        "Ukuran | Lebar | Panjang\nS | 48 | 68\nM | 50 | 70\nL | 52 | 72\nXL | 55 | 74\nXXL | 58 | 76"
    )
    seller.unfold("Tambah isian")
    seller.fill(("Nama isian", "Nama punggung"), ("Tambahan harga", "15.000"), ("Paling panjang", "12"))
    seller.look("produk-baru")
    seller.press("Simpan & lanjut ke foto")
    seller.page.get_by_label("Tambah foto").set_input_files(
        [photo("KOTA SENJA"), photo("RINA 10", back=True)]
    )
    seller.press("Kirim foto")
    expect(seller.page.get_by_role("button", name="Jadikan pertama")).to_be_visible()
    seller.look("foto")


def fill_the_wizard(seller: Person) -> None:
    """Everything but the last date: a PO without it may not open."""
    seller.open(f"{HOME}/po/baru/")
    seller.fill(
        ("Judul PO", TITLE),
        ("Cerita PO", "Sekali produksi, sesuai jumlah pesanan."),
        ("Harga PO per pcs", "139.000"),
    )
    seller.look("wizard-barang")
    seller.press("Simpan & lanjut")
    seller.fill(
        ("Dibuka", day(-1, "10:00")),
        ("Ditutup", day(7, "21:00")),
        ("Kuota PO", "30"),
        ("Batas per pembeli", "6"),
        ("Target", "20"),
    )
    seller.look("wizard-waktu")
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("DP sekian persen").check()
    seller.fill(("DP persen", "50"))
    seller.look("wizard-bayar")
    seller.press("Simpan & lanjut")
    seller.fill(("Perkiraan selesai produksi", day(20)), ("Mulai dikirim", day(21)))
    seller.look("wizard-janji")
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("Ambil sendiri").check()
    seller.fill(("Tempat dan jam ambil", "Studio Benang Senja, Sabtu 10.00–15.00"))
    seller.page.get_by_label("Dikirim kurir").check()
    seller.page.get_by_label("Bersama pelunasan").check()
    seller.look("wizard-kirim")
    seller.press("Simpan & lanjut")
    seller.fill(("Aturan tambahan", "Warna bisa sedikit beda dengan layar."))
    seller.look("wizard-aturan")
    seller.press("Simpan & lanjut")


def be_refused_then_publish(seller: Person) -> None:
    seller.sees("1 hal belum lengkap")
    seller.press("Terbitkan PO")
    seller.sees("Tanggal paling lambat kirim belum diisi.")
    seller.look("terbit-ditolak")
    seller.follow("Tanggal paling lambat kirim belum diisi.")
    seller.fill(("Paling lambat dikirim", day(28)))
    seller.press("Simpan & lanjut")
    seller.open(f"{PO}/atur/")
    seller.sees("Semua lengkap")
    seller.look("wizard-lengkap")
    seller.follow("Pratinjau")
    seller.sees("Persis seperti inilah")
    seller.look("pratinjau")
    seller.page.go_back()
    seller.press("Terbitkan PO")
    seller.sees("PO sudah terbit")
    seller.look("po-terbit")
