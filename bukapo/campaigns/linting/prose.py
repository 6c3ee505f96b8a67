"""Words of the formal prose and the English that terms are copied in: roots, spellings, phrases, numbers. Data."""

ROOTS = {
    "bukti": "membuktikan", "kurang": "dikurangi", "turun": "diturunkan", "hilang": "dihilangkan",
    "tunda": "ditunda", "kuasa": "menguasakan", "gadai": "gadai", "patuh": "mematuhi", "revisi": "direvisi",
    "ubah": "diubah", "cantum": "dicantumkan", "tunggu": "menunggu", "sita": "menyita",
    "pikul": "menanggung", "tuntut": "menuntut", "gugat": "menuntut", "setuju": "menyetujui",
    "bantah": "dibantah", "lelang": "dilelang", "mohon": "diminta", "setor": "bayar",
    "tanggung": "ditanggung", "ganti": "diganti", "layan": "dilayani", "proses": "diproses",
    "tolak": "ditolak", "alih": "dialihkan", "tetap": "ditetapkan",
}  # fmt: skip
"""{root: the word that its forms mean} (`linting.stems`); a form with its own meaning stands in the other lists."""

PROSE = {
    "terkirim": "shipped delivered dispatched", "rusak": "damage damaged broken",
    "hilang": "lost missing ilang ngilangin ilangin", "dianggap": "anggep dianggep",
    "cacat": "defects defective faulty", "salah": "wrong incorrect mistake",
    "diganti": "replaced replace replacing",
    "tanggungjawab": (
        "responsible liable responsibility liability pertanggungjawaban pertanggungjawabannya"
    ),
    "tanpa": "without", "berubah": "change changed changes", "sewaktuwaktu": "anytime whenever",
    "syarat": "conditions condition tnc", "harga": "price prices",
    "garansi": "warranty guarantee warranties",
    "walaupun": "meskipun walau meski biarpun sekalipun wlpun wlaupun walopun mski kendati kendatipun",
    "kalau": "when manakala sekiranya andaikata", "membuktikan": "prove proof evidence",
    "pemberitahuan": "notice", "kecuali": "except unless excluding", "kabar": "shared disclosed",
    "diganggu": "disputed contested challenged", "semua": "every segenap",
    "persetujuan": "consent approval", "risiko": "risks", "kerugian": "loss losses",
    "keputusan": "decision decisions", "wajib": "shall required",
    "aturan": "perjanjian kontrak kesepakatan agreement ketetapan", "penggantian": "replacement",
    "pembeli": "recipient penerima konsumennya sis bund bunda", "tidak": "nor never neither",
    "saldo": "kredit credit", "uang": "nominal rupiah",
    "komplain": "claims mempermasalahkan dipermasalahkan mempersoalkan dipersoalkan rewel",
    "diterima": "accepted", "diproses": "processed entertained", "dibuka": "opened",
    "paket": "parcel package", "refund": "reimburse reimbursement",
    "kompensasi": "compensation compensate santunan", "terlambat": "late lateness",
    "diberitahukan": "informed", "meminta": "dimintai dimintakan menagihkan",
    "keberatan": "sanggahan bantahan", "jangan": "jgn jngn jgan", "kewajiban": "berkewajiban kewajibannya",
    "tanggungan": "beban bebannya", "dibebankan": "dibebani terbebani",
    "bayar": "disetorkan menyetor disetor",
}  # fmt: skip
"""{the word the linter knows: how it is said in formal prose or English}."""

TOGETHER = {
    "hak tanggungan": "gadai", "menjadi jaminan": "gadai", "sebagai jaminan": "gadai",
    "jadi jaminan": "gadai", "dijadikan jaminan": "gadai", "atau jaminan": "gadai",
    "jaminan fidusia": "gadai", "memberikan kuasa": "menguasakan", "memberi kuasa": "menguasakan",
    "diberi kuasa": "menguasakan", "diberikan kuasa": "menguasakan", "surat kuasa": "menguasakan",
    "kuasa penuh": "menguasakan", "tanpa jaminan": "tanpa garansi", "apa adanya": "apaadanya",
    "as is": "apaadanya", "berubah of mind": "berubahpikiran", "even kalau": "walaupun",
    "even though": "walaupun", "satu satunya alat membuktikan": "buktitunggal",
    "satu satunya alat bukti": "buktitunggal", "satu satunya bukti": "buktitunggal",
    "bukti satu satunya": "buktitunggal", "alat bukti": "membuktikan", "surat keterangan": "laboratorium",
    "dijadikan alasan": "alasan", "dianggap wajar": "diwajarkan", "dianggap normal": "diwajarkan",
    "dianggap lumrah": "diwajarkan", "masih wajar": "diwajarkan", "kurang lebih": "sekitar",
    "lebih kurang": "sekitar", "ikut campur": "campur", "ikut ikutan": "campur", "dikasih tau": "kabar",
    "dikasih tahu": "kabar", "diberi tau": "kabar", "at any time": "sewaktuwaktu",
    "berapa lama apapun": "tanpa batas", "kredit toko": "saldo", "bukti kalau": "membuktikan",
    "bukti bahwa": "membuktikan", "memberi wewenang": "menguasakan", "memberikan wewenang": "menguasakan",
    "diberi wewenang": "menguasakan", "uang pangkal": "dp", "booking biaya": "dp",
    "ganti kerugian": "kompensasi", "mengajukan keberatan": "komplain", "menyatakan keberatan": "komplain",
    "menyampaikan keberatan": "komplain", "jasa pengiriman": "ekspedisi", "jasa terkirim": "ekspedisi",
    "pihak pengiriman": "ekspedisi", "any time": "sewaktuwaktu", "dari pada": "daripada",
    "tidak sah": "ditolak", "tidak valid": "ditolak", "beban pembuktian": "wajib membuktikan",
}  # fmt: skip
"""Words that mean one thing together, as `spellings.PHRASES`."""

NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "empat belas": 14, "dua puluh empat": 24, "tiga puluh": 30,
    "empat puluh delapan": 48,
}  # fmt: skip
"""How spans of time are counted in words."""
