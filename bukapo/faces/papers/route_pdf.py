"""A route on paper: doors in their order, what to collect, room for a signature. No phones."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A4, SOFT, Paper
from bukapo.faces.papers.table import BOX, Column, Row, Table
from bukapo.faces.ui.dates import long_day
from bukapo.kernel.money import rupiah
from bukapo.orders.routes.reads import RouteTold, StopTold


def route_pdf(told: RouteTold, *, store: str, made_at: datetime | None = None, lang: str = "id") -> bytes:
    """A4."""
    with override(lang):
        paper = Paper(A4, title=f"{_('Rute antar')} · {told.route.driver}", made_at=made_at)
        y = paper.line_in(store, paper.left, paper.y, paper.width, size=8, colour=SOFT)
        y = paper.line_in(
            f"{_('Rute antar')}: {told.route.driver}",
            paper.left,
            y,
            paper.width,
            size=17,
            least=10,
            bold=True,
        )
        said = _("%(n)s alamat") % {"n": dots(len(told.going))}
        paper.set_y(
            paper.say(f"{long_day(told.route.day)} · {said}", paper.left, y, paper.width, size=10) + 2
        )
        columns = [
            Column("", align="R"), Column(""), Column(_("Penerima"), 1), Column(_("Alamat"), 2),
            Column(_("Pcs"), align="R"), Column(_("Terima uang"), align="R"), Column(_("Paraf"), 0.8),
        ]  # fmt: skip
        Table(paper, columns, size=9.5, bold_columns=frozenset({2})).draw([_row(stop) for stop in told.going])
        return paper.made()


def _row(stop: StopTold) -> Row:
    where = "\n".join(
        filter(None, (stop.address, f"{stop.city} {stop.postal_code}".strip(), stop.buyer_note))
    )
    cash = rupiah(stop.collect) if stop.collect else ""
    who = f"{stop.buyer_name}\n{stop.number}"
    return Row((dots(stop.position), BOX, who, where, dots(stop.pieces), cash, ""))
