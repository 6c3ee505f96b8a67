"""A finished PO beside the one before it: three answers first, then the numbers they rest on."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.evaluation_charts import draw_days, draw_legs, draw_table
from bukapo.faces.papers.evaluation_forms import Unit
from bukapo.faces.papers.forms import Advice, Answer, EvaluationReport, Figure, KeptPromise, Share
from bukapo.faces.papers.marks import stamp
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A4, INK, PALE, RULE, SEAL, SOFT, STRONG, Colour, Paper, leading
from bukapo.faces.papers.table import NONE, Column, Row, Table
from bukapo.faces.papers.words import moment, sureness, verdict
from bukapo.faces.ui.dates import short_day, span
from bukapo.kernel.money import rupiah

BAR = 3.0
LABELS, FIGURES = 0.3, 0.2
"""Shares of the width: what is counted, and the two columns of figures; the bars get the rest."""


def evaluation_pdf(report: EvaluationReport, *, lang: str = "id") -> bytes:
    """A4, usually three sheets."""
    with override(lang):
        paper = Paper(A4, title=f"{_('Evaluasi PO')} {report.campaign}", made_at=report.made_at)
        paper.letterhead(report.store, kind=_("Evaluasi PO"), number=report.campaign)
        zone = report.store.zone
        paper.facts(
            [
                (_("PO dibuka"), span(report.opened_at, report.closed_at, zone)),
                (_("Dihitung"), moment(report.made_at, zone)),
                (_("Dibanding"), report.previous_campaign or _("belum ada PO sebelumnya")),
            ]
        )
        _answers(paper, report.answers)
        _advice(paper, report.advice)
        _outcomes(paper, report)
        for group in report.groups:
            _legend(paper, group.title, report.previous_campaign, len(group.figures))
            for figure in group.figures:
                _figure(paper, figure)
            paper.set_y(paper.y + 2)
        _promises(paper, report.promises, zone)
        draw_legs(paper, report.legs, report.legs_lead)
        draw_days(paper, report.days)
        _shares(paper, report)
        for table in report.tables:
            draw_table(paper, table, lambda cell: told(cell.value, cell.unit))
        if report.note:
            paper.set_y(paper.y + 2)
            paper.flow(report.note, size=8.5, colour=SOFT)
        return paper.made()


def told(value: int | None, unit: Unit) -> str:
    """The figure with its unit: `Rp1.250.000`, `281 pcs`, `87,5%`; `–` when nobody knows."""
    if value is None:
        return NONE
    if unit == "rupiah":
        return rupiah(value)
    if unit == "percent":
        sign, (whole, rest) = "-" if value < 0 else "", divmod(abs(value), 100)
        return f"{sign}{dots(whole)},{rest:02d}".rstrip("0").rstrip(",") + "%"
    if unit == "stars":
        return f"{value // 100},{value % 100:02d}"
    words = {
        "pieces": _("%(n)s pcs"),
        "orders": _("%(n)s pesanan"),
        "days": _("%(n)s hari"),
        "hours": _("%(n)s jam") if value else _("< 1 jam"),
        "number": "%(n)s",
    }
    return words[unit] % {"n": dots(value)}


def _answers(paper: Paper, answers: tuple[Answer, ...]) -> None:
    colours: dict[str, Colour] = {"yes": SEAL, "partly": SEAL, "no": INK}
    paper.set_y(paper.y + 2)
    for answer in answers:
        word, colour = verdict(answer.verdict), colours.get(answer.verdict, STRONG)
        tab = 36.0
        w = paper.width - tab - 4
        paper.pen(11, bold=True)
        height = len(paper.wrapped(paper.clean(answer.question), w)) * leading(11)
        paper.pen(9.5)
        height += len(paper.wrapped(paper.clean(answer.sentence), w)) * leading(9.5)
        height = max(15.0, height + 4)
        paper.need(height + 2)
        top = paper.y
        paper.frame(paper.left, top, paper.width, height, colour=PALE, fill=True)
        stamp(paper, word, paper.left + tab / 2, top + height / 2, most=tab - 5, size=13, colour=colour)
        y = paper.say(answer.question, paper.left + tab, top + 2, w, size=11, bold=True)
        paper.say(answer.sentence, paper.left + tab, y, w, size=9.5)
        paper.set_y(top + height + 2)


def _legend(paper: Paper, title: str, previous: str, figures: int) -> None:
    paper.heading(title, keep=min(14 + 11 * figures, 110))
    if not previous:
        return
    x, y = paper.left + paper.width * (LABELS + 2 * FIGURES) + 3, paper.y - leading(10.5)
    for colour, word in ((SEAL, _("PO ini")), (STRONG, _("sebelumnya"))):
        paper.frame(x, y + 1, 3, 2.2, colour=colour, fill=True)
        paper.say(word, x + 4, y, 30, size=7.5, colour=SOFT)
        x += 18


def _figure(paper: Paper, figure: Figure, *, scale: int | None = None) -> None:
    """Label, now, before, and two bars; a tick marks the target. Without `scale` the row has its own."""
    size = 9.5
    labels, figures = paper.width * LABELS, paper.width * FIGURES
    paper.pen(size)
    lone = figure.target is None and figure.previous is None
    lines = len(paper.wrapped(paper.clean(figure.label), labels - 3))
    height = max(1 if lone else 2, lines) * leading(size) + (2.5 if lone else 1.5)
    paper.need(height)
    top = paper.y
    below = paper.say(figure.label, paper.left, top, labels - 3, size=size)
    x = paper.left + labels
    now = told(figure.value, figure.unit)
    y = paper.line_in(now, x, top, figures - 2, size=size + 1, bold=True, colour=INK, align="R")
    if figure.target is not None:
        target = _("target %(n)s") % {"n": told(figure.target, figure.unit)}
        paper.line_in(target, x, y, figures - 2, size=7.5, colour=SOFT, align="R")
    if figure.previous is not None:
        x += figures
        y = paper.line_in(
            told(figure.previous, figure.unit), x, top, figures - 2, size=size, colour=SOFT, align="R"
        )
        paper.line_in(_change(figure), x, y, figures - 2, size=7.5, colour=_judged(figure), align="R")
    _bars(paper, figure, top + 0.8, scale)
    paper.set_y(max(top + height, below + 1))
    paper.rule(paper.y - 0.7, colour=RULE)


def _bars(paper: Paper, figure: Figure, y: float, scale: int | None) -> None:
    x = paper.left + paper.width * (LABELS + 2 * FIGURES) + 3
    room = paper.right - x
    numbers = [n for n in (figure.value, figure.previous, figure.target) if n is not None]
    most = scale or max([*numbers, 0])
    # A lone number has nothing to be measured against.
    if not most or (scale is None and len(numbers) < 2):
        return
    for value, colour in ((figure.value, SEAL), (figure.previous, STRONG)):
        if value is not None:
            paper.frame(x, y, max(0.4, room * max(value, 0) / most), BAR, colour=colour, fill=True)
        y += BAR + 0.6
    if figure.target is not None:
        at = x + room * max(figure.target, 0) / most
        paper.frame(at - 0.5, y - 2 * BAR - 1.8, 0.5, 2 * BAR + 1.8, colour=INK, fill=True)


def _change(figure: Figure) -> str:
    if figure.value is None or figure.previous is None:
        return ""
    change = figure.value - figure.previous
    if change == 0:
        return _("sama")
    sign = "+" if change > 0 else ""
    if figure.unit == "percent":
        return _("%(n)s poin") % {"n": f"{sign}{told(change, 'percent')[:-1]}"}
    return f"{sign}{told(change, figure.unit)}"


def _judged(figure: Figure) -> Colour:
    """Ink for a change for the better, seal red for one for the worse."""
    if figure.better is None or figure.value is None or figure.previous is None:
        return SOFT
    risen = figure.value > figure.previous
    worse = risen if figure.better == "less" else figure.value < figure.previous
    return SEAL if worse else INK


def _shares(paper: Paper, report: EvaluationReport) -> None:
    if not report.shares:
        return
    title = report.shares_title or _("Ukuran yang dipesan")
    _legend(paper, title, report.previous_campaign, len(report.shares))
    whole, before = sum(s.pieces for s in report.shares), sum(s.previous or 0 for s in report.shares)
    figures = [_as_figure(share, whole, before) for share in report.shares]
    largest = max(max(figure.value or 0, figure.previous or 0) for figure in figures)
    for figure in figures:
        _figure(paper, figure, scale=largest)
    paper.set_y(paper.y + 2)


def _as_figure(share: Share, whole: int, before: int) -> Figure:
    """Sizes are compared as parts of their own PO: the POs are rarely equally big."""
    part = share.pieces * 10_000 // whole if whole else 0
    previous = share.previous * 10_000 // before if share.previous is not None and before else None
    pieces = _("%(n)s pcs") % {"n": dots(share.pieces)}
    return Figure(f"{share.label}  ·  {pieces}", _tenths(part), "percent", _tenths(previous))


def _tenths(basis_points: int | None) -> int | None:
    """One decimal is enough for a share; rounded half up."""
    return None if basis_points is None else (basis_points + 5) // 10 * 10


def _promises(paper: Paper, promises: tuple[KeptPromise, ...], zone: str) -> None:
    if not promises:
        return
    paper.heading(_("Janji dan kenyataan"), keep=30)
    columns = [
        Column(_("Janji"), 2),
        Column(_("Dijanjikan"), 1.2),
        Column(_("Terjadi"), 1.2),
        Column(_("Selisih"), 1.2),
    ]
    rows = [
        Row(
            (
                promise.label,
                short_day(promise.promised, zone),
                short_day(promise.kept, zone) if promise.kept else _("belum"),
                _lateness(promise.days_late),
            )
        )
        for promise in promises
    ]
    Table(paper, columns, size=9.5, bold_columns=frozenset({3})).draw(rows)


def _lateness(days: int | None) -> str:
    if days is None:
        return NONE
    if days == 0:
        return _("tepat waktu")
    word = _("terlambat %(n)s hari") if days > 0 else _("lebih cepat %(n)s hari")
    return word % {"n": dots(abs(days))}


def _advice(paper: Paper, advice: tuple[Advice, ...]) -> None:
    if not advice:
        return
    paper.heading(_("Usul untuk PO berikutnya"), keep=34)
    columns = [
        Column(_("Pengaturan"), 1.2),
        Column(_("Usul"), 1.2),
        Column(_("Alasan"), 2.6),
        Column(_("Keyakinan"), 1),
    ]
    rows = [Row((one.setting, one.proposal, one.reason, sureness(one.sureness))) for one in advice]
    Table(paper, columns, size=9.5, bold_columns=frozenset({1})).draw(rows)


def _outcomes(paper: Paper, report: EvaluationReport) -> None:
    if not report.outcomes:
        return
    paper.heading(_("Saran dari %(po)s, dan hasilnya") % {"po": report.outcomes_from}, keep=30)
    columns = [Column(_("Saran waktu itu"), 1.4), Column(_("Perubahan"), 1.6), Column(_("Hasilnya"), 2.2)]
    rows = [Row((one.setting, one.change, one.result)) for one in report.outcomes]
    Table(paper, columns, size=9.5).draw(rows)
