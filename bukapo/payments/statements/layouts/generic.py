"""A table of any bank, by what its titles say."""

from collections.abc import Sequence

from bukapo.payments.statements.columns import Layout, Role

GENERIC = "generic"
_DAY_WORDS = {"tanggal", "tgl", "date", "waktu", "postdate", "hari"}
_OTHER_DAY = {"efektif", "effective", "eff", "valuta", "value", "val", "nilai", "cetak", "jatuh"}
_TEXT_WORDS = {
    "keterangan", "uraian", "deskripsi", "description", "desc", "desk", "remark", "remarks", "rincian", "detail",
    "details", "berita", "catatan", "narasi", "narrative", "notes", "note", "ket",
}  # fmt: skip
_BALANCE_WORDS = {"saldo", "balance"}
_BEFORE = {"awal", "opening", "starting", "sebelum", "previous"}
_DEBIT_WORDS = {"debet", "debit", "keluar", "pengeluaran", "withdrawal", "db"}
_CREDIT_WORDS = {"kredit", "credit", "masuk", "pemasukan", "deposit", "cr"}
_AMOUNT_WORDS = {"jumlah", "nominal", "amount", "mutasi", "nilai"}
_MARKS = {
    "d/k", "d/c", "db/cr", "cr/db", "k/d", "dk", "dc", "debit/kredit", "debet/kredit", "debit/credit", "tipe", "type",
    "tipe (db/cr)", "tipe(db/cr)", "jenis", "glsign", "db cr", "d k",
}  # fmt: skip
_ACCOUNTS = {"norek", "no rekening", "nomor rekening", "no rek", "account no", "account number", "accountno"}
_CURRENCIES = {"mata uang", "currency", "ccy", "valuta"}
_REFERENCE_WORDS = {"referensi", "reference", "ref", "reff", "jurnal", "journal"}
_ONCE = set(Role) - {Role.TEXT, Role.SKIP}


def generic_layout(titles: Sequence[str]) -> Layout | None:
    """A layout for these titles when they name a day, a description and money that moved; else None."""
    roles = roles_of(titles)
    two_columns = Role.DEBIT in roles and Role.CREDIT in roles
    if Role.DAY not in roles or Role.TEXT not in roles or not (two_columns or Role.AMOUNT in roles):
        return None
    unused = {Role.AMOUNT, Role.MARK} if two_columns else {Role.DEBIT, Role.CREDIT}
    return layout_by([Role.SKIP if role in unused else role for role in roles], titles)


def layout_by(roles: Sequence[Role], titles: Sequence[str]) -> Layout:
    return Layout(GENERIC, "", tuple(zip(titles, roles, strict=True)), plain=True)


def roles_of(titles: Sequence[str]) -> list[Role]:
    """What each title suggests; every role but the description at most once."""
    roles: list[Role] = []
    for name in titles:
        role = _role(name)
        if name == "" and roles and roles[-1] == Role.AMOUNT:
            role = Role.MARK  # as in KlikBCA's own file
        roles.append(Role.SKIP if role in _ONCE and role in roles else role)
    return roles


def _role(name: str) -> Role:
    words = set(name.split())
    for role, found in (
        (Role.MARK, name in _MARKS),
        (Role.ACCOUNT, name in _ACCOUNTS),
        (Role.CURRENCY, name in _CURRENCIES),
        (Role.BALANCE, words & _BALANCE_WORDS and not words & _BEFORE),
        (Role.DEBIT, words & _DEBIT_WORDS and not words & _BALANCE_WORDS),
        (Role.CREDIT, words & _CREDIT_WORDS and not words & _BALANCE_WORDS),
        (Role.DAY, words & _DAY_WORDS and not words & _OTHER_DAY),
        (Role.REFERENCE, words & _REFERENCE_WORDS),
        (Role.TEXT, words & _TEXT_WORDS),
        (Role.AMOUNT, words & _AMOUNT_WORDS and not words & (_BALANCE_WORDS | _DAY_WORDS)),
    ):
        if found:
            return role
    return Role.SKIP
