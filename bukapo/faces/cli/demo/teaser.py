"""The teaser of a PO that opens soon: a dozen people signed up and voted, one has not confirmed."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign, Interest, TeaserDesign
from bukapo.campaigns.teaser.rules import SignUp, TeaserPlan, way_of
from bukapo.campaigns.teaser.signing import confirm_interest, sign_up
from bukapo.campaigns.teaser.writes import add_design, save_teaser, show_teaser
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR

NAMES = ("Rina", "Budi", "Sari", "Tono", "Dewi", "Agus", "Lina", "Joko", "Maya", "Rudi", "Wati", "Hadi")
DESIGNS = ("Pantul di punggung", "Bordir kecil di dada")
CONSENT = "Saya mau dikabari Kota Kita soal PO ini: waktu buka dan tautan pribadi saya."


def announce(place: Shop, campaign: Campaign, at: datetime) -> None:
    """Shown since `at`; every third came by phone, the last has not said yes."""
    who = place.who(at) | {"campaign_id": campaign.pk}
    plan = TeaserPlan(
        text="Jaket tipis untuk naik motor malam. Dua ide punggung: pilih yang Anda mau kami buat.",
        bonus="Stiker Kota Kita di setiap paket pendaftar",
        options=(("Warna", ("Navy", "Hitam")), ("Ukuran", ("S", "M", "L", "XL"))),
    )
    with it_is(at):
        save_teaser(**who, plan=plan)
        for name in DESIGNS:
            add_design(**who, name=name)
        show_teaser(**who)
    with it_is(at + timedelta(hours=1)):
        for number in range(len(NAMES)):
            _signs_up(place, campaign, number, at + timedelta(minutes=5 * number))


def _signs_up(place: Shop, campaign: Campaign, number: int, at: datetime) -> None:
    by_phone = number % 3 == 1
    address = f"0812 0000 7{number:03}" if by_phone else f"{NAMES[number].lower()}@contoh.example"
    designs = list(TeaserDesign.objects.of(place.store).filter(teaser__campaign=campaign))
    wish = SignUp(
        way=way_of(address),
        address=address,
        consent_text=CONSENT,
        agreed=True,
        name=f"{NAMES[number]} Contoh",
        offers=number % 2 == 0,
        offers_text="Kabari saya juga soal PO lain dari Kota Kita.",
        designs=tuple(row.pk for row in designs[: 1 + (number % 4 == 0)] if number % 5),
        picks=(
            ("Warna", ("Navy", "Hitam")[number % 3 == 0]),
            ("Ukuran", "SMLXL"[number % 3 : number % 3 + 1]),
        ),
    )
    sign_up(actor=BUYER_ACTOR, at=at, store_id=place.store.pk, campaign_id=campaign.pk, typed=wish)
    if by_phone or number == len(NAMES) - 1:
        return
    row = Interest.objects.of(place.store).get(campaign=campaign, address=address)
    confirm_interest(
        actor=BUYER_ACTOR, at=at + timedelta(minutes=2), store_id=place.store.pk, interest_id=row.pk
    )
