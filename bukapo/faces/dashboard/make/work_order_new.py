"""A new work order: what of the recap, to whom, how it is made."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED
from bukapo.catalog.models import Photo
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.choosing import Choice, choice_of
from bukapo.faces.dashboard.make.design_pictures import (
    Pictures,
    chosen_photo,
    kept_photos,
    offered_photos,
    whole,
)
from bukapo.faces.dashboard.make.spares import shown_spare, typed_spare
from bukapo.faces.dashboard.make.start import shown_start
from bukapo.faces.dashboard.make.work_order_form import (
    PLACES,
    DesignForm,
    WorkOrderForm,
    design_forms,
    designs_typed,
    stage_lines,
)
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.workshops.comparison import ShownCompared, side_by_side
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.production.capital.gate import risk_words
from bukapo.production.capital.reads import safe_to_start
from bukapo.production.capital.rules import SHORT, Cost, NotCovered, Start
from bukapo.production.giving.again import Filling, filling, last_work_order
from bukapo.production.giving.draft import DesignDraft
from bukapo.production.giving.told import Specification
from bukapo.production.models import Workshop
from bukapo.production.patterns.reads import patterns_of, stages_of
from bukapo.production.reads import work_orders
from bukapo.production.spare.reads import history_of
from bukapo.production.spare.rules import plan
from bukapo.production.workshops.compare import MOST_COMPARED
from bukapo.production.workshops.reads import busiest
from bukapo.production.writes.work_orders import send_work_order

SPECIFICATION = "".join(
    f"{label}: \n"
    for label in (
        "Model", "Bahan", "Warna", "Gramasi", "Benang & rib", "Label & hangtag", "Toleransi ukuran", "Lipat & polybag",
    )
).rstrip("\n")  # fmt: skip
WORKSHOPS_OFFERED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def work_order_new(request: SellerRequest, campaign: str) -> HttpResponse:
    """Write a work order; the address says what of the recap, `?tahap=kue` and `?isian=SPK-…` what it starts from.

    `?banding` shows workshops side by side for its pieces, `?konveksi=3` is the one chosen there.
    """
    po = campaign_at(request.store, campaign)
    if po.state != "closed" or po.produced_at or is_made_to_order(po):
        return redirect("dashboard:work_orders", request.store.slug, po.slug)
    choice = choice_of(po, request.POST if request.method == "POST" else request.GET)
    page = _Page(request, po, choice)
    if request.method != "POST":
        return page.shown(*page.fresh())
    form, rows = page.bound()
    # Every part is judged before anything is refused, so that all that is wrong is told at once.
    if all([form.is_valid(), *(row.is_valid() for row in rows)]) and (number := page.send(form, rows)):
        messages.success(request, _("SPK sudah dibuat. Kirim tautannya ke konveksi."))
        return redirect("dashboard:work_order", request.store.slug, po.slug, number)
    return page.shown(form, rows, status=422)


class _Page:
    """The page of one request: its forms, its sending, itself."""

    def __init__(self, request: SellerRequest, po: Campaign, choice: Choice) -> None:
        self.request, self.po, self.choice = request, po, choice
        self.today = clock.now().astimezone(ZoneInfo(request.store.zone)).date()
        self.photos = offered_photos(po)
        self.products = [name for name, _pieces in choice.given]
        # Who goes on with another's pieces, or is given a part anew, makes the spare ones that are there already.
        self.anew = not (choice.after or choice.instead_of)
        given = choice.part.pieces if choice.part and self.anew else {}
        self.spares = plan(given, history_of(request.store.pk))
        self.missing = 0
        rows = Workshop.objects.of(request.store).filter(archived_at=None)
        self.facts: dict[str, Any] = {
            "today": self.today,
            "has_photos": bool(self.photos),
            "workshops": list(rows.order_by("name")[:WORKSHOPS_OFFERED]),
            "products": self.products,
        }

    def fresh(self) -> tuple[WorkOrderForm, list[DesignForm]]:
        found = filling(self.request.store.pk, self.request.GET.get("isian", "")[:16])
        initial = self._initial(found)
        return WorkOrderForm(initial=initial, **self.facts), design_forms(
            products=self.products, initial=_typed_designs(found)
        )

    def bound(self) -> tuple[WorkOrderForm, list[DesignForm]]:
        given = (self.request.POST, self.request.FILES)
        return WorkOrderForm(*given, **self.facts), design_forms(*given, products=self.products)

    def send(self, form: WorkOrderForm, rows: list[DesignForm]) -> str:
        """The number of the new work order, or "" with the reason on the form."""
        if self.choice.problem:
            form.add_error(None, self.choice.problem)
            return ""
        # Pictures are kept outside the write; those of a refused work order are thrown away again.
        made = Pictures(self.request.store)
        kept, designs = self._pictures(form, rows, made)
        try:
            if not any(one.errors for one in (form, *rows)):
                return self._sent(form, designs, kept or chosen_photo(self.photos, self.request.POST))
        except NotCovered as refusal:
            self.missing = refusal.missing
            form.add_error(None, _("Belum dibuat: baca dulu soal uangnya di bawah, lalu putuskan."))
        except Refusal as refusal:
            field = refusal.params.get("field") if isinstance(refusal, Invalid) else None
            form.add_error(field if field in form.fields else None, sentence(refusal))
        made.forget()
        return ""

    def _pictures(
        self, form: WorkOrderForm, rows: list[DesignForm], made: Pictures
    ) -> tuple[Photo | None, list[DesignDraft]]:
        kept = made.keep(form, _("Desain"))
        old = kept_photos(self.request.store, [row.cleaned_data["keep"] for row in rows])
        designs = []
        for row, draft in designs_typed(rows):
            photo = made.keep(row, draft.place or _("Desain")) or old.get(row.cleaned_data["keep"])
            designs.append(replace(draft, photo=photo))
        return kept, designs

    def _sent(self, form: WorkOrderForm, designs: list[DesignDraft], design: Photo | None) -> str:
        data = form.cleaned_data
        return send_work_order(
            store_id=self.request.store.pk,
            campaign_id=self.po.pk,
            workshop_id=int(data["workshop"]) if data.get("workshop") else None,
            workshop_name=data["workshop_name"],
            workshop_phone=data["workshop_phone"],
            deadline=data["deadline"],
            specification=data["specification"],
            groups=data["groups"],
            designs=designs,
            note=data["note"],
            unit_cost=data["unit_cost"],
            stages=data["stages"],
            design=design,
            wish=self.choice.wish,
            after=self.choice.after,
            instead_of=self.choice.instead_of,
            uncovered=self._said_yes_to(),
            spare=typed_spare(self.spares, self.request.POST) if self.anew else None,
            actor=self.request.actor,
            at=clock.now(),
        ).number

    def shown(self, form: WorkOrderForm, rows: list[DesignForm], status: int = 200) -> HttpResponse:
        posted = self.request.POST.get("design") if form.is_bound else None
        start = self._start(form)
        others = [row for row in work_orders(self.po) if row.state not in ("cancelled", "refused")]
        last = last_work_order(self.request.store.pk)
        context = {
            "campaign": self.po,
            "form": form,
            "rows": self._with_pictures(rows),
            "first_rows": 1,
            "choice": self.choice,
            "spare": shown_spare(self.spares, self.request.POST if form.is_bound else None),
            "gate": shown_start(start),
            "risk": risk_words(start) if start.risky else "",
            "said_yes": (self._said_yes_to() or 0) >= start.missing,
            "photos": self.photos,
            "chosen": posted if form.is_bound else (str(self.photos[0].pk) if self.photos else ""),
            "templates": [(one.name, one.name.capitalize()) for one in patterns_of(self.request.store.pk)],
            "others": others,
            "last": last,
            "filled": self.request.GET.get("isian", "")[:16],
            "places": PLACES,
            "question": self._question("tahap", "isian"),
            "keep": self._question("banding", "konveksi"),
            "comparison": self._comparison(form),
            "pieces": self.choice.part.total if self.choice.part else 0,
        }
        return render(self.request, "dashboard/make/work_order_new.html", context, status=status)

    def _with_pictures(self, rows: list[DesignForm]) -> list[tuple[DesignForm, Photo | None]]:
        wanted = [row["keep"].value() for row in rows]
        there = kept_photos(self.request.store, wanted)
        return [(row, there.get(whole(keep))) for row, keep in zip(rows, wanted, strict=True)]

    def _start(self, form: WorkOrderForm) -> Start:
        """The gate as it would be with this work order, as far as its cost is typed."""
        each = getattr(form, "cleaned_data", {}).get("unit_cost")
        pieces = (self.choice.part.total if self.choice.part else 0) + self._spare_pieces()
        taken = () if self.choice.after else tuple(self.choice.given)
        more = Cost(_("SPK ini"), pieces, each, taken) if each is not None else None
        start = safe_to_start(self.po, more=more)
        if self.missing > start.missing:  # what the write reckoned is what must be said yes to
            start = replace(start, missing=self.missing, verdict=start.verdict if start.risky else SHORT)
        return start

    def _spare_pieces(self) -> int:
        if not self.anew:
            return 0
        try:
            return sum(typed_spare(self.spares, self.request.POST).values())
        except Invalid:
            return 0

    def _said_yes_to(self) -> int | None:
        """Rupiah that the seller was told are missing, and ticked."""
        typed = self.request.POST.get("uncovered", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None

    def _question(self, *but: str) -> str:
        """The choice as the end of an address, so that a change of template or workshop keeps the rest."""
        asked = self.request.GET.copy()
        for name in but:
            asked.pop(name, None)
        return asked.urlencode()

    def _comparison(self, form: WorkOrderForm) -> list[ShownCompared]:
        """Only where it was asked for: every workshop's day is worked out."""
        part = self.choice.part
        if form.is_bound or part is None or "banding" not in self.request.GET:
            return []
        keep = self._question("banding", "konveksi")
        return side_by_side(
            self.request.store,
            busiest(self.request.store, MOST_COMPARED),
            part.total,
            stages=[line.partition(":")[0].strip() for line in str(form["stages"].value()).splitlines()],
            today=self.today,
            pick=f"?{keep}&konveksi=" if keep else "?konveksi=",
        )

    def _initial(self, found: Filling | None) -> dict[str, Any]:
        promised = current_promises(self.po).get(PRODUCED)
        initial: dict[str, Any] = {
            "deadline": promised if promised and promised >= self.today else None,
            "specification": SPECIFICATION,
            "stages": self._stages(self.request.GET.get("tahap", "")),
            **self._workshop(),
        }
        if found is None:
            return initial
        groups = dict(found.groups)
        return initial | {
            "specification": _lines(found.specification),
            "stages": stage_lines(found.stages),
            "note": found.note,
            "unit_cost": found.unit_cost,
            **{f"spec_{n}": _lines(groups.get(name, ())) for n, name in enumerate(self.products)},
        }

    def _workshop(self) -> dict[str, Any]:
        """The one chosen in the comparison; else the one the PO was planned with, as the directory has it."""
        chosen = self.request.GET.get("konveksi", "")
        if any(str(one.pk) == chosen for one in self.facts["workshops"]):
            return {"workshop": chosen}
        name = self.po.workshop_name
        found = [one for one in self.facts["workshops"] if one.name.casefold() == name.casefold()]
        return {"workshop": str(found[0].pk)} if found and name else {"workshop_name": name}

    def _stages(self, template: str) -> str:
        """Who goes on with another's work has the stages after that one's."""
        stages = stages_of(self.request.store.pk, template)
        if not self.choice.after:
            return "\n".join(stages)
        before = filling(self.request.store.pk, self.choice.after)
        done = {stage.name.casefold() for stage in before.stages} if before else set()
        return "\n".join(name for name in stages if name.casefold() not in done)


def _typed_designs(found: Filling | None) -> list[dict[str, Any]]:
    return [
        {
            "place": one.place,
            "technique": one.technique,
            "size": one.size,
            "caption": one.caption,
            "product": one.product,
            "keep": one.photo.pk if one.photo else None,
        }
        for one in (found.designs if found else ())
    ]


def _lines(rows: Specification) -> str:
    return "\n".join(f"{label}: {text}" for label, text in rows)
