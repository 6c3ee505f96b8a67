"""What each plain word is about, so that frames (`linting.frames`) speak of kinds of words and not of words. Data.

A sentence becomes a string of letters, one a word: short, and quick to look through.
"""

import re

CONCEPTS = {
    "BREAK": ", ? tapi sedangkan",
    "NOT": "tidak bukan jangan dilarang pantang anti takkan enggan ogah haram",
    "OUTSIDE": "diluar exclude excl",
    "WITHOUT": "tanpa",
    "YET": "belum",
    "MAYBE": "belumtentu",
    "IF": "kalau begitu saat ketika setiap tiap",
    "AFTER": "setelah sejak",
    "EXCEPT": "kecuali selain terkecuali",
    "ONLY": "hanya",
    "MUST": "wajib",
    "EQ": "= berarti artinya dianggap anggap otomatis langsung",
    "LIGHT": (
        "akan mau untuk adanya memberikan memberi di yang nama namanya dalam pernah juga itu ya sekali "
        "istilah kata bentuk opsi sistem layanan kebijakan permintaan proses berlaku "
        "berhak mengajukan pengajuan menyediakan permohonan sanggup bersedia acara hal pakai "
        "ini the any for to is are adakan mengadakan mengenal kenal mungkin sudah pun dengan alasan atas "
        "kak aja sis dapatkan pada dan atau maupun berbagai macam macam2 jenis fasilitas menyanggupi membuka "
        "buka kasih ngasih memperkenankan mengizinkan nya secara dalih menjadi bersifat maka telah "
        "dapatnya diperkenan merupakan adalah ialah guna demi seluruhnya sepenuhnya mutlaknya mendapat "
        "mendapatkan memperoleh beroleh diberi"
    ),
    "CAN": "bisa",
    "AGAIN": "lagi ulang",
    "EXIST": "ada",
    "ACCEPT": (
        "menerima diterima dilayani layani diproses ditanggapi tanggapi menanggapi digubris gubris "
        "memproses respon merespon diladeni ladeni dihiraukan hiraukan dikabulkan kabulkan diurus diakui "
        "sah diindahkan valid ditoleransi toleransi ditindaklanjuti dibenarkan diizinkan diijinkan "
        "kabulin dibantu berlaku terima diganjar dipenuhi dipertimbangkan allowed"
    ),
    "US": "kami",
    "BUYER": "pembeli",
    "ALL": "apapun semua",
    "MONEY": "uang dp pembayaran",
    "SURPLUS": "kelebihan",
    "REFUND": "refund",
    "BACK": "kembali",
    "TAKE": "diminta minta meminta nuntut menagih",
    "WITHDRAW": "ditarik diambil diuangkan tarik ambil dicairkan cairkan cair mencairkan menarik narik",
    "MONEYBACK": "pengembalian",
    "FINAL": "final mutlak",
    "GIVENUP": "ikhlas diikhlaskan sedekah disedekahkan infaq didonasikan hibah ikhlasin",
    "OWN": "milik hak haknya",
    "RETURN": "retur",
    "SWAP": "tukar",
    "GOODS": (
        "barang pesanan kaos baju kue jaket hoodie paket kemeja jersey celana tas topi hijab gamis "
        "totebag merch seragam sepatu dress rok produk cookies hampers poster buku photocard album stiker"
    ),
    "PICK": "ukuran size pilihan warna desain model motif bahan",
    "OTHER": "poin voucher saldo kupon kode kuota slot invoice promo diskon keranjang tagihan tiket",
    "COMPLAIN": "komplain",
    "REVIEW": "ulasan review rating bintang testimoni testi",
    "BADLY": "buruk jelek negatif 1 rendah",
    "VIDEO": "video",
    "CANCEL": "batal membatalkan",
    "BURN": "hangus gugur",
    "REJECT": (
        "tolak ditolak menolak nolak ditiadakan tiadakan dihapus abaikan diabaikan mengabaikan dicuekin "
        "cuekin skip dihapuskan meniadakan kacangin dikacangin"
    ),
    "PUNISH": (
        "blokir block blok diblokir diblok blacklist diblacklist memblokir denda didenda banned ban "
        "dibanned bl"
    ),
    "PAID": "bayar transfer lunas dilunasi membayarkan",
    "BOUGHT": "pemesanan beli pesan masuk terkirim fix deal checkout isi mengisi form po",
    "ARRIVED": "sampai keluar dibuka",
    "RULES": "aturan syarat ketentuan",
    "NEW": "baru terbaru terakhir terkini",
    "PRICE": "harga",
    "PLAN": "eta etd perkiraan tanggal jadwal estimasi waktu kapan tgl",
    "SENDING": "pengiriman pengerjaan produksi selesai jadi lama",
    "DEPENDS": "tergantung bergantung",
    "CHANGE": (
        "berubah diubah ubah ganti diganti naik dinaikkan disesuaikan sesuaikan mengubah merubah "
        "mengganti menaikkan ditambah menambah perubahan ngubah direvisi dirubah rubah dialihkan "
        "diperbarui diperbaharui memperbarui memperbaharui pembaruan penyesuaian kenaikan naikin dinaikin "
        "gantiin"
    ),
    "TOPUP": "nambah nombok nomboki nambahin menambah",
    "RANDOM": "random acak seadanya",
    "EMPTY": "habis kosong sold",
    "WHENEVER": "berkala sewaktuwaktu sepihak semaunya seenaknya",
    "NOTICE": (
        "pemberitahuan konfirmasi kabar info persetujuan izin ijin kabarin dikabari infokan diinfokan "
        "seizin memberitahukan diberitahukan memberitahukannya diinformasikan"
    ),
    "DEAL": "transaksi penjualan sales",
    "CASE": "situasi kasus keadaan kondisi",
    "DECISION": "keputusan",
    "ABSOLUTE": "diganggu ditawar benar dibantah",
    "DECIDE": (
        "menentukan ditentukan menilai memutuskan penentu tentukan nilai penilaian tentuin nentuin diputuskan"
    ),
    "RESPONSIBLE": "kuasa tanggungjawab tanggungan urusan disalahkan dipersalahkan",
    "BEAR": "ditanggung tanggung menanggung dibebankan nanggung bebankan ditanggungkan",
    "SHARED": "tanggungbersama",
    "SELF": "sendiri masing",
    "SETTLE": "urus mengurus urusin menyelesaikan",
    "RISK": "risiko",
    "DAMAGE": "rusak kerusakan hilang kehilangan nyasar pecah penyok nyangkut tertukar basah kerugian",
    "DEFECT": "cacat reject defect sobek bolong minus luntur robek noda melenceng",
    "WRONG": "salah kesalahan keliru typo",
    "COURIER": "ekspedisi kargo",
    "SHIPPING": "ongkir",
    "LATE": "terlambat",
    "POSTPONE": "mundur ditunda",
    "CERTAIN": (
        "dipastikan pasti kepastian dijamin menjamin jaminan mengikat tentu menentu janji jamin "
        "memastikan pastikan"
    ),
    "LIMITED": "terbatas",
    "ASK": "nanya tanya nagih menanyakan bertanya nanyain tanyain",
    "TAX": "ppn",
    "DUTY": "pajak",
    "ADD": "+ plus kena dikenakan dikenai tambah dikenain",
    "FEE": "biaya packing",
    "COST": "tambahan penanganan jasa kayu box administrasi",
    "LATER": "menyusul belakangan nanti kemudian",
    "INCLUDED": "termasuk include sama inc included",
    "DATA": "data nomor kontak alamat foto chat bukti nama",
    "SPREAD": (
        "dibagikan disebar disebarkan dijual diberikan digunakan dipakai share dipublikasikan gunakan "
        "bagikan jual sebarkan posting diposting dimasukin dimasukkan masukin upload diupload dijadikan "
        "jadikan simpan disimpan tampilkan ditampilkan sebar dipajang pajang dishare pakai memakai "
        "menggunakan"
    ),
    "PROMO": (
        "pihakketiga promosi promo iklan mitra partner marketing sponsor medsos broadcast ig instagram konten"
    ),
    "KTP": "ktp",
    "GIVE": "sertakan lampirkan selfie serahkan menyerahkan upload unggah setor kasih minta",
    "PLACE": "bio highlight sorotan grup group story tiktok postingan link feed",
    "AGREE": (
        "setuju menyetujui sepakat tunduk paham memahami patuh menyepakati mematuhi "
        "persetujuannya terikat mengikuti nurut menurut menaati"
    ),
    "SILENT": "diam balas bales ngebales jawab",
    "READ": "baca membaca ikut ikutan mengetahui tahu",
    "LEAVE": (
        "lepas bebas dibebaskan membebaskan terbebas melepaskan melepas mengesampingkan dilepaskan waive waives"
    ),
    "CLAIM": "tuntutan gugatan tuntut menuntut dituntut digugat",
    "COMPENSATE": "kompensasi",
    "INSTALMENT": "cicilan nunggak menunggak nyicil tunggakan termin angsuran kredit utang hutang",
    "SEIZE": "menyita sita disita lelang dilelang",
    "SELL": "menjual jualnya",
    "GOOD": "bagus baik sesuai sempurna oke aman",
    "MOST": "maksimal batas limit",
    "PAST": "lewat lebih melewati melebihi",
    "DONE": "dilakukan melakukan dilaksanakan diadakan dimungkinkan dimungkin disediakan melaksanakan memungkinkan",
    "PROVE": "membuktikan",
    "ONEPROOF": "buktitunggal",
    "PAPER": "laboratorium lab notaris polisi saksi ahli",
    "LESSEN": (
        "dikurangi berkurang pengurangan diturunkan dihilangkan memotong dipotong pemotongan motong potong"
    ),
    "LACK": "kurang kekurangan selisih selisihnya",
    "QUALITY": "mutu spesifikasi kualitas kelengkapan jumlah aksesori aksesoris bonus isinya gramasi",
    "NORMAL": "diwajarkan",
    "REPLACE": "penggantian pengganti",
    "MANDATE": "menguasakan",
    "PLEDGE": "gadai",
    "ENDS": "berakhir putus berhenti usai kelar beres",
    "MEDDLE": "campur terlibat",
    "OBLIGED": "kewajiban",
    "WAIT": "menunggu tunggu sabar bersabar",
    "SHOWN": "dicantumkan tertulis dimuat tercantum terlihat dipublikasikan diumumkan ditulis dilihat dibaca diakses",
    "WARRANTY": "garansi",
    "DIFFER": "berbeda beda",
    "FREELY": (
        "perlu usah dipungut meliputi selalu sebagian sungkan ragu terpenuhi tercapai khawatir takut "
        "mencapai ribet buang"
    ),
    "USE": "pemakaian kelalaian penggunaan pencucian",
    "ASIS": "apaadanya",
    "CONTENT": "puas memuaskan",
    "SOON": "<sebentar>",
    "LONG": "<lama>",
}
"""{kind of word: the plain words of it}. A word is of one kind; the last that names it counts."""

LETTER = {kind: chr(0x4E00 + place) for place, kind in enumerate(CONCEPTS)}
NOTHING = "\u00b7"
_OF = {word: LETTER[kind] for kind, words in CONCEPTS.items() for word in words.split()}
VOCABULARY = _OF.keys()
_SPAN = re.compile(r"\b(\d+|se)(?: ?x ?(\d+))? ?(jam|hari|minggu|bulan)( kerja)?\b")
_HOURS = {"jam": 1, "hari": 24, "minggu": 168, "bulan": 720}
SHORTEST = 48
"""Hours to report what is wrong that are still too few: PP 80/2019 gives two working days."""


def letters(words: str) -> str:
    """One letter a word."""
    return "".join(_OF.get(word, NOTHING) for word in _SPAN.sub(_span, words).split())


def _span(found: re.Match[str]) -> str:
    count = 1 if found[1] == "se" else int(found[1][:6])
    hours = count * int((found[2] or "1")[:6]) * _HOURS[found[3]]
    enough = hours >= SHORTEST if found[4] else hours > SHORTEST
    return " <lama> " if enough else " <sebentar> "
