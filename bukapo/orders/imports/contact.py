"""Who answered and where it should go: name, phone, e-mail, address, way, note, proofs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.limits import MAX_ADDRESS, MAX_EMAIL, MAX_NAME, MAX_NOTE
from bukapo.orders.imports.mapping import Column, Role
from bukapo.orders.imports.shape import Fulfilment
from bukapo.orders.imports.vocabulary import COURIER, PICKUP, TESTS, folded, plain, says_nothing

RowCells = Mapping[Role, Sequence[tuple[Column, str]]]
"""The filled cells of one row by what they answer, left to right."""

_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}", re.IGNORECASE)
_LINK_BREAK = re.compile(r"[\s,;]+(?=https?://)|\n", re.IGNORECASE)


@dataclass
class Contact:
    name: str = ""
    phone: str = ""
    phone_told: str = ""
    email: str = ""
    address: str = ""
    fulfilment: Fulfilment = "pickup"
    note: str = ""
    proofs: tuple[str, ...] = ()
    doubts: list[Said] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)


def read_contact(cells: RowCells, ways: Sequence[Fulfilment], *, name_asked: bool) -> Contact:
    """Doubts when nobody could be reached or named; what only needs another look is a remark."""
    contact = Contact(
        name=" ".join(_first(cells, "name").split()),
        address=_address(cells),
        note="\n".join(text for _, text in cells.get("note", ()) if not says_nothing(text)),
        proofs=tuple(link for _, text in cells.get("proof", ()) for link in _links(text)),
    )
    _test_row(contact)
    _phone(contact, [text for _, text in cells.get("phone", ())])
    if name_asked and not contact.name:
        contact.doubts.append(said("name_missing"))
    _email(contact, _first(cells, "email"))
    _way(contact, _first(cells, "fulfilment"), ways)
    _lengths(contact)
    return contact


def _first(cells: RowCells, role: Role) -> str:
    return next((text for _, text in cells.get(role, ()) if not says_nothing(text)), "")


def _test_row(contact: Contact) -> None:
    if folded(contact.name) in TESTS:
        contact.doubts.append(said("test_row", told=contact.name))


def _phone(contact: Contact, told: list[str]) -> None:
    """The first number that can be called; else the first one's trouble."""
    contact.phone_told = told[0] if told else ""
    troubles: list[Said] = []
    for text in told or [""]:
        try:
            contact.phone, contact.phone_told = normalise_phone(text), text
        except PhoneUnusable as trouble:
            troubles.append(said(trouble.code, **({} if trouble.code == "phone_missing" else {"told": text})))
        else:
            return
    contact.doubts.append(next((t for t in troubles if t.code != "phone_missing"), troubles[0]))


def _email(contact: Contact, told: str) -> None:
    if not told:
        return
    if _EMAIL.fullmatch(told) and len(told) <= MAX_EMAIL:
        contact.email = told.lower()
    else:
        contact.remarks.append(said("email_wrong", told=told))


def _address(cells: RowCells) -> str:
    """The first whole address, and the parts that a form asks apart (kota, kode pos), where it does not say them."""
    told = [(column, text) for column, text in cells.get("address", ()) if not says_nothing(text)]
    whole = next((text for column, text in told if column.part != "part"), "")
    parts = [text for column, text in told if column.part == "part" and folded(text) not in folded(whole)]
    return ", ".join(text for text in (whole, *parts) if text)


def _links(text: str) -> list[str]:
    """Drive links as they stand, or just a file name: some forms export only that."""
    return (
        []
        if says_nothing(text)
        else [link.strip(" ,;") for link in _LINK_BREAK.split(text) if link.strip(" ,;")]
    )


def _way(contact: Contact, told: str, ways: Sequence[Fulfilment]) -> None:
    spoken = _way_of(told)
    if told and not spoken:
        contact.remarks.append(said("fulfilment_unclear", told=told))
    by_address: Fulfilment = (
        "courier" if contact.address and _way_of(contact.address) != "pickup" else "pickup"
    )
    if not spoken and by_address not in ways and ways:
        by_address = ways[0]
    contact.fulfilment = spoken or by_address
    if spoken and spoken not in ways:
        contact.remarks.append(said("fulfilment_not_offered", told=told))
    if contact.fulfilment == "courier" and not contact.address:
        contact.remarks.append(said("address_missing"))


def _way_of(text: str) -> Fulfilment | None:
    pickup, courier = PICKUP.search(plain(text)), COURIER.search(plain(text))
    if bool(pickup) == bool(courier):
        return None
    return "pickup" if pickup else "courier"


def _lengths(contact: Contact) -> None:
    for what, text, most in (
        ("Nama", contact.name, MAX_NAME),
        ("Alamat", contact.address, MAX_ADDRESS),
        ("Catatan", contact.note, MAX_NOTE),
    ):
        if len(text) > most:
            contact.doubts.append(said("text_too_long", what=what, most=most))
