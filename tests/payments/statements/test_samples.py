"""The samples of the formats' reference, letter by letter (synthetic, as public parsers print them)."""

from datetime import date

from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.statement import Movement, Statement

INDIVIDUAL = """Informasi Rekening - Mutasi Rekening
No. rekening : 1111111111
Nama : PT CONTOH FIKTIF
Periode : 01/08/2026 - 31/08/2026
Kode Mata Uang : IDR

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'01/08,"TRSF E-BANKING DB 0108/FTSCY/WS95051 PT KAIN JAYA",'0000,"11,100,000.00",DB,"88,900,000.00"
'03/08,"TRSF E-BANKING CR 0308/FTSCY/WS95221 147356.00 BUDI CONTOH",'0000,"147,356.00",CR,"89,047,356.00"
PEND,"BIAYA ADM",'0000,"15,000.00",DB,"89,032,356.00"
"Saldo Awal : 100,000,000.00"
"Mutasi Kredit : 147,356.00"
"Mutasi Debet : 11,115,000.00"
"Saldo Akhir : 89,032,356.00"
"""
ENGLISH = """Account No.,=,'0111222333
Name,=,BUDI CONTOH
Currency,=,IDR

Date,Description,Branch,Amount,,Balance
'02/05/2026,TRSF E-BANKING CR 0205/FTSCY/WS95031         108400.00Transfer pembayaran invoice           PT CONTOH FIKTIF,'0000,108400.00,CR,1042939.96
Starting Balance,=,934539.96
Credit,=,108400.00
Debet,=,
Ending Balance,=,1042939.96
"""  # noqa: E501
BUSINESS = """"Informasi Rekening - Mutasi Rekening"," "," "," "," ",

"No. rekening : 0350000001"
"Nama : PT CONTOH TEKNOLOGI"
"Periode : 13/05/2026 - 14/05/2026"
"Kode Mata Uang : Rp"
"Tanggal Transaksi","Keterangan","Cabang","Jumlah","Saldo"
"13/05/2026","KR OTOMATIS NTRF@0000000001X0Z 035@BCA26051800001  @IFP contoh.id @AFR  PaymentGateway      ","0000","3,528,964.00 CR","25,441,156.00"
"Saldo Awal : 21,912,192.00"
"Mutasi Debet : 0.00","0"
"Mutasi Kredit : 3,528,964.00","1"
"Saldo Akhir : 25,441,156.00"
"""  # noqa: E501
BRI = """NOREK;3333333333
TGL_TRAN;DESK_TRAN;MUTASI_DEBET;MUTASI_KREDIT;SALDO_AKHIR_MUTASI
2026-08-02;TRANSFER DARI PT CONTOH;0.00;5000000.00;15000000.00
"""
BRI_INTERNET = """Laporan Mutasi Rekening
No. Rekening : 0000-01-000123-50-9
Nama : PT CONTOH
Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo
01/08/26,"NBMB BUDI CONTOH TO CONTOH ESB:NBMB:0001500F:1687",0000123,"0,00","147.356,00","100.147.356,00"
"""
BNI_DIRECT = """BNI Direct - Mutasi Rekening
Account No : 0000001234
Account Name : PT CONTOH
Period : 01/08/2026 - 31/08/2026
Post Date,Branch,Journal No,Description,Debit,Credit,Balance
01/08/26 10:15:30,0998,7000,"TRF/PAY BUDI CONTOH",0.00,"147,356.00","100,147,356.00"
"""
MCM = """Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit
0060003911777,22/01/26,22/01/26,7820,"MCM InhouseTrf  DARI BUDI CONTOH Transfer Fee            4021533983470679","G075070944 2201       WLST0e00",WLST0e00,".00","41,300.00"
"""  # noqa: E501


def read(text: str) -> Statement:
    return read_statement(text.encode(), name="mutasi.csv")


def test_klikbca_individual() -> None:
    assert read(INDIVIDUAL) == Statement(
        layout="bca-individual",
        bank="bca",
        account_number="1111111111",
        holder="PT CONTOH FIKTIF",
        currency="IDR",
        first_day=date(2026, 8, 1),
        last_day=date(2026, 8, 31),
        opening=100_000_000,
        closing=89_032_356,
        lines=[
            Movement(
                8,
                date(2026, 8, 1),
                -11_100_000,
                "TRSF E-BANKING DB 0108/FTSCY/WS95051 PT KAIN JAYA",
                balance=88_900_000,
            ),
            Movement(
                9,
                date(2026, 8, 3),
                147_356,
                "TRSF E-BANKING CR 0308/FTSCY/WS95221 147356.00 BUDI CONTOH",
                sender="BUDI CONTOH",
                balance=89_047_356,
            ),
            Movement(10, None, -15_000, "BIAYA ADM", balance=89_032_356, ignored="pending"),
        ],
    )


def test_klikbca_individual_in_english() -> None:
    statement = read(ENGLISH)
    assert (statement.layout, statement.account_number) == ("bca-individual-english", "0111222333")
    (line,) = statement.lines
    assert (line.day, line.amount, line.sender) == (date(2026, 5, 2), 108_400, "PT CONTOH FIKTIF")
    assert line.reference == "Transfer pembayaran invoice"
    assert (statement.opening, statement.closing) == (934_539, 1_042_939)


def test_klikbca_bisnis() -> None:
    statement = read(BUSINESS)
    assert (statement.layout, statement.holder) == ("bca-business", "PT CONTOH TEKNOLOGI")
    assert [(line.row, line.day, line.amount) for line in statement.lines] == [
        (8, date(2026, 5, 13), 3_528_964)
    ]


def test_bri() -> None:
    statement = read(BRI)
    assert (statement.account_number, statement.opening) == ("3333333333", 10_000_000)
    assert [(line.amount, line.sender) for line in statement.lines] == [(5_000_000, "PT CONTOH")]


def test_bri_internet_banking() -> None:
    statement = read(BRI_INTERNET)
    assert (statement.account_number, statement.holder) == ("000001000123509", "PT CONTOH")
    assert [(line.amount, line.sender) for line in statement.lines] == [(147_356, "BUDI CONTOH")]


def test_bni_direct() -> None:
    statement = read(BNI_DIRECT)
    (line,) = statement.lines
    assert (line.day, line.amount, line.sender, line.reference) == (
        date(2026, 8, 1),
        147_356,
        "BUDI CONTOH",
        "7000",
    )


def test_mandiri_mcm() -> None:
    statement = read(MCM)
    (line,) = statement.lines
    assert (statement.account_number, line.day, line.amount) == ("0060003911777", date(2026, 1, 22), 41_300)
    assert (line.reference, line.sender, line.balance) == ("WLST0e00", "BUDI CONTOH", None)
