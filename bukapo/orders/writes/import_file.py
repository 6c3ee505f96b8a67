"""One file of answers -> orders, all or nothing, as often as one likes.

A row is known by its fingerprint: the same file again, or a longer export of the same form, only adds what is new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of, window_of
from bukapo.campaigns.rules import Left, OverBuyerCap, SoldOut
from bukapo.campaigns.steps import held_by, lock_counters, locked_campaign
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.kernel.sheets.sheet import Sheet, read_sheet
from bukapo.orders.events import OrderChanged
from bukapo.orders.imports.answers import Answer, draft_of
from bukapo.orders.imports.duplicates import Policy
from bukapo.orders.imports.mapping import Mapping, layout_of
from bukapo.orders.imports.mapping_json import mapping_to_json
from bukapo.orders.imports.read import Reading, read_answers
from bukapo.orders.imports.report import report, rupiah_of
from bukapo.orders.imports.shape import Shape
from bukapo.orders.intake.decide import decide
from bukapo.orders.intake.draft import DraftInvalid, Priced, draft
from bukapo.orders.intake.imported import shape_of, wanted_of
from bukapo.orders.intake.rows import Step, refused, steps
from bukapo.orders.models import ImportFile, ImportRow, Order, SavedMapping
from bukapo.orders.reads.imports import known_rows, remembered_mapping
from bukapo.orders.writes.change import change_within, differences
from bukapo.orders.writes.place import insisting, place_within

CHUNK = 200
"""Orders placed at once; a database takes only so many parameters in one statement."""


@dataclass(frozen=True)
class Imported:
    """`report` is what the command line prints. `file_id` None: a dry run. `already`: this very file with this very
    mapping had been imported before, and nothing was done."""

    report: dict[str, Any]
    reading: Reading
    file_id: int | None = None
    placed: int = 0
    changed: int = 0
    already: bool = False


@dataclass(frozen=True)
class _Job:
    """Everything about the file that is known before the database is locked."""

    campaign: Campaign
    offer: Offer
    shape: Shape
    sheet: Sheet
    reading: Reading
    name: str
    digest: str
    policy: Policy

    @property
    def mapping_json(self) -> dict[str, Any]:
        return mapping_to_json(self.reading.mapping)


def import_file(
    *,
    store_id: int,
    campaign_id: int,
    name: str,
    content: bytes,
    mapping: Mapping | None,
    duplicates: Policy,
    actor: Actor,
    at: datetime,
    remember: bool = False,
) -> Imported:
    """Import a CSV or XLSX file. Without a mapping the remembered one is used, or one is proposed.

    `remember` keeps the mapping for the next file of these columns. Raises SheetUnreadable, NotFound, Closed,
    NotOpenYet; then nothing at all has happened.
    """
    job = _job(store_id, campaign_id, name, content, mapping, duplicates)

    def run() -> Imported:
        with writing():
            return _Run(job, actor, at).run(remember=remember)

    return insisting(run)  # the same answers may come in from elsewhere meanwhile


def preview_file(
    *,
    store_id: int,
    campaign_id: int,
    name: str,
    content: bytes,
    mapping: Mapping | None,
    duplicates: Policy,
) -> Imported:
    """What `import_file` would do now; writes nothing and locks nothing. Raises SheetUnreadable, NotFound."""
    job = _job(store_id, campaign_id, name, content, mapping, duplicates)
    if earlier := _same_import(job):
        return replace(earlier, reading=job.reading)
    known = known_rows(store_id=store_id, campaign_id=campaign_id)
    planned = steps(job.reading.answers, known, duplicates)
    settled = {step.answer.row: step.answer for step in planned}
    priced: list[tuple[Answer, Priced]] = []
    for step in planned:
        if step.deed in ("place", "change"):
            try:
                one = draft(wanted_of(step.answer, job.offer), job.offer)
            except DraftInvalid as refusal:
                settled[step.answer.row] = _refused(step.answer, refusal)
                continue
            if step.deed == "place":
                priced.append((step.answer, one))
    for answer, no in _short_of_pieces(job, priced):
        settled[answer.row] = _refused(answer, no)
    reading = replace(job.reading, answers=tuple(settled.values()))
    placed = sum(1 for answer, _ in priced if settled[answer.row].state == "accepted")
    changed = sum(1 for step in planned if step.deed == "change")
    return Imported(facts_of(reading, job.shape, job.offer), reading, placed=placed, changed=changed)


def facts_of(reading: Reading, shape: Shape, offer: Offer) -> dict[str, Any]:
    """The report, its rupiah by the prices that orders are placed at."""
    told = report(reading, shape)
    told["rupiah"] = sum(_goods(answer, shape, offer) for answer in reading.of_state("accepted"))
    return told


def _goods(answer: Answer, shape: Shape, offer: Offer) -> int:
    try:
        return draft(wanted_of(answer, offer), offer).goods
    except DraftInvalid:
        return rupiah_of(answer, shape)


def _job(
    store_id: int, campaign_id: int, name: str, content: bytes, mapping: Mapping | None, policy: Policy
) -> _Job:
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    sheet = read_sheet(content)
    offer = offer_of(campaign)
    shape = shape_of(offer)
    mapping = mapping or remembered_mapping(store_id=store_id, sheet=sheet)
    reading = read_answers(sheet, shape, mapping=mapping, duplicates=policy)
    return _Job(campaign, offer, shape, sheet, reading, name[:200], sha256(content).hexdigest(), policy)


def _same_import(job: _Job) -> Imported | None:
    """The import of this very file in this very way, when there was one."""
    rows = ImportFile.objects.of(job.campaign.store_id).filter(campaign=job.campaign, digest=job.digest)
    for row in rows:
        if row.mapping == job.mapping_json and row.report.get("duplicates") == job.policy:
            return Imported(_in_order(row.report["facts"], job), job.reading, row.pk, already=True)
    return None


def _in_order(facts: dict[str, Any], job: _Job) -> dict[str, Any]:
    """PostgreSQL keeps JSON keys in an order of its own; a report reads the same every time."""
    told = {name: facts[name] for name in report(job.reading, job.shape) if name in facts} | facts
    return told | {"pieces": dict(sorted(told.get("pieces", {}).items()))}


def _short_of_pieces(job: _Job, priced: Sequence[tuple[Answer, Priced]]) -> list[tuple[Answer, Refusal]]:
    offer = job.offer
    left = Left(offer.left, {v.id: v.left for p in offer.products for v in p.variants})
    buyers = {buyer for _, one in priced for buyer in one.buyers}
    had = held_by(store_id=offer.store_id, buyers=buyers) if offer.buyer_cap else {}
    verdicts = decide([one for _, one in priced], left=left, seen={}, had=had, buyer_cap=offer.buyer_cap)
    pairs = zip(priced, verdicts, strict=True)
    return [(answer, verdict) for (answer, _), verdict in pairs if isinstance(verdict, Refusal)]


class _Run:
    """One import inside its transaction."""

    def __init__(self, job: _Job, actor: Actor, at: datetime) -> None:
        self.job, self.actor, self.at = job, actor, at
        self.store_id, self.campaign_id = job.campaign.store_id, job.campaign.pk
        self.settled = {answer.row: answer for answer in job.reading.answers}
        self.orders: dict[int, int] = {}
        """Sheet row -> order id, of what this run placed or changed."""
        self.events: dict[int, OrderChanged] = {}
        self.same: set[int] = set()
        self.placed = 0

    def run(self, *, remember: bool) -> Imported:
        if earlier := _same_import(self.job):
            return earlier
        known = known_rows(store_id=self.store_id, campaign_id=self.campaign_id)
        planned = steps(self.job.reading.answers, known, self.job.policy)
        self._lock(planned)
        self._change([step for step in planned if step.deed == "change"])
        self._place([step for step in planned if step.deed == "place"])
        for step in planned:
            if step.deed == "doubtful":
                self.settled[step.answer.row] = step.answer
        reading = replace(self.job.reading, answers=tuple(self.settled.values()))
        facts = facts_of(reading, self.job.shape, self.job.offer)
        file = self._file(facts)
        self._rows(planned, file)
        if remember:
            self._remember()
        return Imported(facts, reading, file.pk, self.placed, len(self.events))

    def _lock(self, planned: Sequence[Step]) -> None:
        """Orders before counters, as everywhere; then the window is judged by the database's time."""
        ids = [s.earlier.order_id for s in planned if s.deed == "change" and s.earlier]
        list(Order.objects.of(self.store_id).filter(pk__in=ids).order_by("pk").select_for_update())
        lock_counters(store_id=self.store_id, campaign_id=self.campaign_id)
        campaign, now = locked_campaign(store_id=self.store_id, campaign_id=self.campaign_id)
        window_of(campaign).check(now)

    def _change(self, changing: Sequence[Step]) -> None:
        for step in changing:
            order_id = step.earlier.order_id if step.earlier else None
            if order_id is None:
                continue
            order = Order.objects.of(self.store_id).get(pk=order_id)
            wanted = wanted_of(step.answer, self.job.offer)
            try:
                if not differences(order, draft(wanted, self.job.offer)):
                    self.same.add(step.answer.row)
                    continue
                self.events[order_id] = change_within(
                    store_id=self.store_id, order_id=order_id, wanted=wanted, at=self.at
                )
            except Refusal as refusal:
                self.settled[step.answer.row] = _refused(step.answer, refusal)
                continue
            self.orders[step.answer.row] = order_id
        record(list(self.events.values()), actor=self.actor, at=self.at)

    def _place(self, placing: Sequence[Step]) -> None:
        for start in range(0, len(placing), CHUNK):
            chunk = placing[start : start + CHUNK]
            answers = place_within(
                store_id=self.store_id,
                campaign_id=self.campaign_id,
                wanted=[wanted_of(step.answer, self.job.offer) for step in chunk],
                actor=self.actor,
            )
            for step, got in zip(chunk, answers, strict=True):
                if isinstance(got, Refusal):
                    self.settled[step.answer.row] = _refused(step.answer, got)
                else:
                    self.orders[step.answer.row] = got.pk
                    self.placed += 1

    def _file(self, facts: dict[str, Any]) -> ImportFile:
        kept = {
            "facts": facts, "duplicates": self.job.policy, "placed": self.placed, "changed": len(self.events),
        }  # fmt: skip
        row: ImportFile = ImportFile.objects.create(
            store_id=self.store_id,
            campaign=self.job.campaign,
            name=self.job.name,
            digest=self.job.digest,
            layout=layout_of(self.job.sheet.headers),
            mapping=self.job.mapping_json,
            report=kept,
            imported_at=self.at,
        )
        return row

    def _rows(self, planned: Sequence[Step], file: ImportFile) -> None:
        fresh: list[ImportRow] = []
        for step in planned:
            answer = self.settled[step.answer.row]
            if step.deed == "nothing":
                continue
            state = {"accepted": "order"}.get(answer.state, answer.state)
            told = {
                "state": state,
                "why": answer.why[:300],
                "draft": draft_of(answer) | {"identity": answer.identity},
            }
            if answer.row in self.same and step.earlier:
                # The same answer read in another way: its order is right as it is.
                self._update(step.earlier.row_id, fingerprint=answer.fingerprint, draft=told["draft"])
                continue
            if step.earlier and state == "order":
                self._update(step.earlier.row_id, state="replaced")
            if step.known:
                self._update(step.known.row_id, order_id=self.orders.get(answer.row), **told)
            else:
                fresh.append(self._fresh(answer, file, told))
        ImportRow.objects.bulk_create(fresh, batch_size=CHUNK)

    def _fresh(self, answer: Answer, file: ImportFile, told: dict[str, Any]) -> ImportRow:
        return ImportRow(
            store_id=self.store_id,
            campaign_id=self.campaign_id,
            file=file,
            fingerprint=answer.fingerprint,
            row=answer.row,
            order_id=self.orders.get(answer.row),
            **told,
        )

    def _update(self, row_id: int, **changes: Any) -> None:
        ImportRow.objects.of(self.store_id).filter(pk=row_id).update(**changes)

    def _remember(self) -> None:
        SavedMapping.objects.of(self.store_id).update_or_create(
            store_id=self.store_id,
            layout=layout_of(self.job.sheet.headers),
            defaults={"mapping": self.job.mapping_json, "saved_at": self.at},
        )


def _refused(answer: Answer, refusal: Refusal) -> Answer:
    if isinstance(refusal, SoldOut):
        return refused(answer, "sold_out", {"what": refusal.params["what"], "left": refusal.params["left"]})
    if isinstance(refusal, OverBuyerCap):
        return refused(answer, "buyer_limit", {"cap": refusal.params["cap"], "had": refusal.params["had"]})
    told = next(iter(refusal.errors.values())) if isinstance(refusal, DraftInvalid) else refusal.say()
    return refused(answer, "not_orderable", {"told": told})
