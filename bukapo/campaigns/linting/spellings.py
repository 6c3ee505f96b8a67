"""How sellers spell the words that the linter judges by: slang, abbreviations, English. Data."""

WORDS = {
    "tidak": (
        "tdk tak ga gak gk g nggak enggak ngga engga kagak kaga ndak gag tida tidk nda not non ora gx "
        "gakk tdak tiada dont ngak nggk"
    ),
    "bisa": "dapat dpt bs bsa boleh blh bole dibolehkan diperbolehkan diperkenankan can dpat",
    "ada": "tersedia terdapat available",
    "akan": "bakal bkl bakalan will",
    "yang": "yg yng",
    "sudah": "sdh udh udah dah telah already uda tlah suda",
    "belum": "blm blom belom blum",
    "barang": "brg produk item items goods brang baranf",
    "dengan": "dg dgn dngn",
    "dari": "dr dri",
    "untuk": "utk buat untk bwt",
    "uang": "duit dana money uangnya duitnya dananya doku fulus uwang",
    "dp": "dpnya panjar downpayment deposit depe",
    "pembayaran": "payment pelunasan pembayarannya payments setoran pmbayaran",
    "refund": (
        "refun reffund riffund rifund refunds refunded refundable direfund refundnya ripund refond refand "
        "refunt merefund rifan refundan riffun"
    ),
    "kembali": (
        "balik balikin dibalikin dibalikkan dikembalikan dikembaliin kembalikan kembaliin dikembali "
        "mengembalikan balek ngembaliin ngebalikin kmbali dikembalikn pulangin dipulangkan blik dbalikin"
    ),
    "pengembalian": "pengmbalian pngembalian pengembaliannya pengembalia",
    "retur": "return returns diretur returnya direturn meretur returan returned dretur",
    "tukar": (
        "ditukar ditukarkan menukar penukaran tuker dituker ditukerin exchange tukeran menukarkan "
        "tukarkan dtukar nuker penukarannya"
    ),
    "batal": (
        "cancel kensel cancle cencel kansel cancelled dicancel dibatalkan batalin dibatalin batalkan "
        "pembatalan cancelan cancellation cancelin btl cancell ngecancel mencancel pembatalannya canceled "
        "ngebatalin batalken cancelasi canceling"
    ),
    "komplain": (
        "complain complaint complaints complen komplen komplainan keluhan aduan protes pengaduan mengadu "
        "pelaporan laporan melaporkan laporkan dilaporkan dikomplen mengkomplain klaim claim komplainnya "
        "komplin komplaint complainnya diklaim mengklaim mengeluh komplein komplan complein komplainya "
        "dikomplain"
    ),
    "hangus": "angus dihanguskan menghanguskan hngus hanguss hangusin forfeit",
    "apapun": "apapunn papun apapunnya apaapa",
    "pembeli": (
        "buyer customer cust konsumen pelanggan pemesan buyers customers pmbeli kamu anda kalian kakak cus"
    ),
    "kami": "kita penjual seller admin toko mimin owner saya gue gw olshop kmi konveksi pihaknya sist",
    "risiko": "resiko risk resikonya risikonya",
    "terlambat": "telat keterlambatan lambat molor delay delayed tlat",
    "mundur": "diundur ngaret mundurnya diundurkan pengunduran",
    "kalau": "kalo klo jika bila apabila jk kl klw if jikalau semisal misal misalnya klau kalok bilamana",
    "menerima": (
        "nerima melayani ngelayani terima trima melayanin accept nrima meladeni ngeladenin melayanii"
    ),
    "diterima": "dterima ditrima keterima",
    "setelah": "stlh sesudah abis habis pasca after stelah setlah seusai",
    "sebelum": "sblm seblm before",
    "pesanan": "order orderan pesenan orders pesananmu orderanmu",
    "bayar": "dibayar membayar byr bayarnya dibyr dibayarkan bayarkan bayaran",
    "pesan": "dipesan memesan mesan pesen mesen",
    "beli": "dibeli membeli pembelian",
    "terkirim": "dikirim kirim mengirim krm dkirim kiriman",
    "transfer": "tf trf ditransfer ditf tranfer trsf transfernya",
    "karena": "krn karna soalnya sebab",
    "hari": "hr hri",
    "jam": "jm",
    "sampai": "sampe smpe smp sampek nyampe",
    "tapi": "tetapi namun tp melainkan",
    "otomatis": "auto automatis",
    "wajib": "harus hrs mesti kudu diwajibkan diharuskan must wjb",
    "hanya": "cuma cuman only sebatas khusus doang",
    "pemberitahuan": "pemberitahuannya notif notifikasi pembritahuan",
    "semua": "smua semuanya segala seluruh sgala smw",
    "dalam": "dlm",
    "pada": "pd",
    "maksimal": "max maks maksimum maximal mksimal",
    "video": "vidio vid videonya unboxing unboxingnya unbox",
    "silakan": "silahkan monggo",
    "aturan": "rules rule peraturan aturan aturannya peraturannya rulesnya",
    "ketentuan": "ketentuannya kebijakan policy ketentuan2 terms",
    "syarat": "syaratnya snk sk persyaratan",
    "data": "datanya",
    "nomor": "nmr nomer wa whatsapp nohp",
    "foto": "photo poto pic gambar scan fotokopi fotocopy",
    "ekspedisi": (
        "kurir jne jnt j&t sicepat anteraja expedisi ekspedisinya pengantar logistik kurirnya pos ninja"
    ),
    "biaya": "fee charge ongkos biayanya",
    "packing": "kemasan bubble bubblewrap wrap packaging packingan dus kardus pengemasan",
}
"""{the word the linter knows: how it is spelt}."""

GLUED = {
    "norefund": "tidak refund", "norefunds": "tidak refund", "nonrefundable": "tidak refund",
    "noretur": "tidak retur", "noreturn": "tidak retur", "nocancel": "tidak batal",
    "nocomplain": "tidak komplain", "noexchange": "tidak tukar", "nokomplain": "tidak komplain",
    "noclaim": "tidak komplain", "nocomplaint": "tidak komplain", "gabisa": "tidak bisa",
    "gbisa": "tidak bisa", "gbs": "tidak bisa", "gabs": "tidak bisa", "gakbisa": "tidak bisa",
    "gkbisa": "tidak bisa", "tdkbisa": "tidak bisa", "takkan": "tidak akan", "gaada": "tidak ada",
    "gada": "tidak ada", "gakada": "tidak ada", "gaboleh": "tidak bisa", "gakboleh": "tidak bisa",
    "gamau": "tidak mau", "gaterima": "tidak menerima", "gajadi": "tidak jadi", "cannot": "tidak bisa",
    "cant": "tidak bisa", "tanggungjwb": "tanggungjawab", "tgjwb": "tanggungjawab", "kpn": "kapan",
    "dijalan": "di jalan", "blmtentu": "belum tentu",
}  # fmt: skip
"""Words written as one."""

PHRASES = {
    "uang muka": "dp", "tanda jadi": "dp", "down payment": "dp", "apa pun": "apapun", "apa saja": "apapun",
    "tanggung jawab": "tanggungjawab", "bertanggung jawab": "tanggungjawab", "tgg jwb": "tanggungjawab",
    "tanggung jwb": "tanggungjawab", "tg jawab": "tanggungjawab", "tangung jawab": "tanggungjawab",
    "bertggung jawab": "tanggungjawab", "bertanggungjawab": "tanggungjawab",
    "tanggung jawabnya": "tanggungjawab", "tgg jawab": "tanggungjawab", "di luar": "diluar",
    "lepas tangan": "lepas tanggungjawab", "sewaktu waktu": "sewaktuwaktu", "kapan saja": "sewaktuwaktu",
    "kapan pun": "sewaktuwaktu", "kapan aja": "sewaktuwaktu", "setiap saat": "sewaktuwaktu",
    "tanggung bersama": "tanggungbersama", "ditanggung bersama": "tanggungbersama", "s k": "syarat",
    "s dan k": "syarat", "t c": "syarat", "tindak lanjuti": "ditindaklanjuti",
    "di tindak lanjuti": "ditindaklanjuti", "tindak lanjut": "ditindaklanjuti", "pre pesanan": "po",
    "pengembalian uang": "refund", "pengembalian barang": "retur", "pihak ketiga": "pihakketiga",
    "pihak lain": "pihakketiga", "ganti rugi": "kompensasi", "bukan berarti": "bukanberarti",
    "no way": "tidak", "belum tentu": "belumtentu", "tidak dulu": "tidak",
    "berubah pikiran": "berubahpikiran", "ganti pikiran": "berubahpikiran", "kelebihan bayar": "kelebihan",
    "kelebihan transfer": "kelebihan", "lebih transfer": "kelebihan", "lebih bayar": "kelebihan",
    "black list": "blacklist", "hak milik": "milik", "harga jual": "harga", "biaya terkirim": "ongkir",
    "biaya pengiriman": "ongkir", "biaya retur": "ongkir", "hari yang sama": "1 hari",
    "hari itu juga": "1 hari", "di hari sama": "1 hari", "24 7": "24", "minta maaf": "maaf",
    "terima kasih": "makasih", "terima beres": "beres", "kasih tau": "kabar", "kasih tahu": "kabar",
    "memberi tahu": "kabar", "memberitahu": "kabar", "diberi tahu": "kabar", "serah terima": "diserahkan",
    "hand over": "diserahkan", "paling lama": "maksimal", "paling terlambat": "maksimal",
    "selambat lambatnya": "maksimal", "kartu tanda penduduk": "ktp", "kartu keluarga": "ktp",
}  # fmt: skip
"""Words that mean one thing together."""

NEAR = (
    "refund", "komplain", "complain", "pengembalian", "dikembalikan", "kembalikan", "dibatalkan", "pembatalan",
    "tanggungjawab", "pemberitahuan", "konfirmasi", "keterlambatan", "ditanggung", "pembayaran", "penukaran",
    "ekspedisi", "unboxing", "dihanguskan", "persetujuan", "ketentuan", "peraturan", "blacklist", "pengiriman",
)  # fmt: skip
"""Words known also with one letter wrong, missing, or too many."""
