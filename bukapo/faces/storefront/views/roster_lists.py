"""A list of names, pasted or from a sheet: shown line by line with its doubts, then saved whole or not at all."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.forms.roster import ListForm
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.rosters import by_coordinator, roster_answer, to_group
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.models import Roster
from bukapo.orders.rosters.filling import list_members
from bukapo.orders.rosters.parse import Doubt, ReadLine, judged, read_list
from bukapo.orders.rosters.reads import (
    goods_of,
    names_known,
    numbers_taken,
    roster_by_secret,
    takes_changes,
    wish_of_line,
)
from bukapo.orders.rosters.sheet import lines_of_sheet

LARGEST = 2_000_000


@stranger_form("roster listed", most=60, seconds=3600)
def listing(request: HttpRequest, secret: str) -> HttpResponseBase:
    """`action=check` shows what was understood; `action=save` puts it on the list."""
    roster = roster_by_secret(secret)
    if not takes_changes(roster, clock.now()):
        return to_group(roster)
    offer = offer_of(roster.campaign)
    if request.method != "POST":
        return _page(request, roster, ListForm(), [])
    form = ListForm(request.POST, request.FILES)
    text = _text(form, roster, offer)
    lines = judged(
        read_list(text, goods_of(roster, offer)), known=names_known(roster), taken=numbers_taken(roster)
    )
    if not text.strip() and form.is_valid():
        form.add_error("words", _("Tempel daftarnya dulu, atau pilih berkasnya."))
    ready = form.is_valid() and lines and not any(line.stops for line in lines)
    if request.POST.get("action") == "save" and ready:
        try:
            list_members(**by_coordinator(roster), wishes=[wish_of_line(ln, roster, offer) for ln in lines])
        except Refusal as no:
            form.add_error(None, sentence(no))
        else:
            return to_group(roster, "daftar")
    return _page(request, roster, form, lines, text=text)


def _text(form: ListForm, roster: Roster, offer: Offer) -> str:
    """What was pasted, or the rows of the file as such lines."""
    if not form.is_valid():
        return ""
    sheet = form.cleaned_data.get("sheet")
    if sheet is None:
        return str(form.cleaned_data["words"])
    if sheet.size > LARGEST:
        form.add_error("sheet", _("Berkasnya terlalu besar."))
        return ""
    try:
        return lines_of_sheet(read_sheet(sheet.read()), goods_of(roster, offer))
    except SheetUnreadable as no:
        form.add_error("sheet", sentence(no))
        return ""


def _page(
    request: HttpRequest, roster: Roster, form: ListForm, lines: list[ReadLine], *, text: str = ""
) -> HttpResponse:
    shown = [(line, _picked(line), [_said(doubt) for doubt in line.doubts]) for line in lines]
    context = {
        "roster": roster,
        "form": form,
        "text": text or form["words"].value() or "",
        "lines": shown,
        "doubtful": sum(bool(doubts) for _line, _picks, doubts in shown),
        "stops": any(line.stops for line in lines),
        "fresh": sum(line.state != "stays" and not line.stops for line in lines),
    }
    status = 422 if form.is_bound and form.errors else 200
    return roster_answer(request, roster.campaign, "storefront/roster/list.html", status, **context)


def _picked(line: ReadLine) -> str:
    """`L / Hitam · 10 · BUDI`."""
    said = []
    for pick in line.picks:
        said.append(" / ".join(value for value in pick.values if value))
        said += list(pick.texts.values())
    return " · ".join(part for part in said if part)


def _said(doubt: Doubt) -> str:
    return _(doubt.sentence).format(**{name: _(value) if value else value for name, value in doubt.params})
