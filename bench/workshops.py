"""Workshops that live by rules of their own, to judge promises by: none of this is what the promise engine assumes.

People are counted one by one, pieces are whole, a slow week drags the next along, print comes back in batches, defects
go back to the machines, other customers push in, reports come when somebody remembers. `live` gives the work orders of
one such workshop over about a year and a half, as its reports told them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.past import Past, Report

BEGIN = date(2025, 9, 1)
DAYS = 560


@dataclass
class Stage:
    """`hands` people of whom each makes about `each` pieces a day; `away` chance that one stays away."""

    name: str
    hands: int
    each: float
    away: float = 0.05
    vendor: tuple[int, int] | None = None  # days until a batch comes back from somebody else


@dataclass
class Kind:
    """A kind of workshop. `shared`: one crew does all stages, most urgent first."""

    name: str
    stages: tuple[Stage, ...]
    pieces: tuple[int, int]
    gap: tuple[int, int]
    day: float  # unevenness of a day
    week: float
    memory: float
    still: float  # chance that nothing is done at all on a day
    defects: float
    pushed: float  # chance a day that another customer pushes in
    silence: tuple[int, int]  # days between reports
    begins: tuple[int, int]
    weekdays: tuple[bool, ...] = (True, True, True, True, True, True, False)
    shared: bool = False
    overlaps: bool = False


KINDS = (
    Kind(
        "dapur rumahan",
        (Stage("Belanja bahan", 1, 300), Stage("Buat", 2, 20), Stage("Hias", 2, 18), Stage("Packing", 2, 60)),
        pieces=(60, 260), gap=(2, 12), day=0.25, week=0.18, memory=0.5, still=0.06, defects=0.02, pushed=0.03,
        silence=(1, 2), begins=(0, 3), shared=True,
    ),
    Kind(
        "konveksi menengah",
        (
            Stage("Potong", 1, 160), Stage("Sablon", 2, 60), Stage("Jahit", 8, 11, 0.08), Stage("QC", 1, 170),
            Stage("Packing", 1, 200),
        ),
        pieces=(200, 1200), gap=(1, 10), day=0.40, week=0.25, memory=0.6, still=0.04, defects=0.05, pushed=0.05,
        silence=(1, 3), begins=(0, 6),
    ),
    Kind(
        "pabrik, sablon di luar",
        (
            Stage("Potong", 3, 260), Stage("Sablon", 1, 900, 0.0, (2, 6)), Stage("Jahit", 40, 13, 0.06),
            Stage("QC", 3, 260), Stage("Packing", 4, 220),
        ),
        pieces=(1500, 6000), gap=(1, 9), day=0.18, week=0.15, memory=0.7, still=0.02, defects=0.04, pushed=0.04,
        silence=(1, 2), begins=(1, 5), overlaps=True,
    ),
)  # fmt: skip


@dataclass
class Job:
    """A work order under way: pieces that wait for each stage and have passed it, and what is away at a vendor."""

    pieces: int
    sent: date
    begin: date
    waiting: list[int]
    passed: list[int]
    away: list[tuple[date, int]] = field(default_factory=list)
    begun: date | None = None
    over: date | None = None
    reports: list[Report] = field(default_factory=list)
    told: date | None = None
    next_report: int = 1


@dataclass(frozen=True)
class Lived:
    """`past` in order of sending, all finished. `says`: pieces a day and stage in its owner's words."""

    past: list[Past]
    says: dict[str, int]
    days: WorkDays


def live(kind: Kind, seed: int) -> Lived:
    """One workshop of that kind, with its own people and luck."""
    luck = Random(f"{kind.name} {seed}")
    shop = _Shop(kind, luck)
    says = {
        s.name: max(1, round(s.hands * s.each * shop.speed[n] * luck.lognormvariate(0.08, 0.2)))
        for n, s in enumerate(kind.stages)
    }
    jobs = shop.run()
    past = [
        Past(
            tuple(s.name.casefold() for s in kind.stages),
            job.pieces,
            job.sent,
            job.begun,
            job.over,
            tuple(job.reports),
        )
        for job in jobs
        if job.over
    ]
    return Lived(past, says, WorkDays(kind.weekdays))


class _Shop:
    def __init__(self, kind: Kind, luck: Random) -> None:
        self.kind, self.luck = kind, luck
        self.speed = [luck.lognormvariate(0, 0.25)] * len(kind.stages)
        self.hands = [max(1, s.hands + luck.randint(-s.hands // 4, s.hands // 4)) for s in kind.stages]
        self.skill = [[luck.uniform(0.7, 1.3) for _ in range(n)] for n in self.hands]
        shut = Closure(
            BEGIN + timedelta(luck.randint(60, 500)), BEGIN + timedelta(luck.randint(60, 500)), "hajatan"
        )
        own = [Closure(shut.first, shut.first + timedelta(luck.randint(0, 3)), "hajatan")]
        self.true_days = WorkDays(
            kind.weekdays, before=luck.randint(2, 5), after=luck.randint(5, 9), closures=own
        )
        self.slow, self.guests = 0.0, 0
        self.jobs: list[Job] = []

    def run(self) -> list[Job]:
        next_sent = BEGIN + timedelta(self.luck.randint(0, 10))
        for number in range(DAYS + 200):
            day = BEGIN + timedelta(number)
            open_jobs = [job for job in self.jobs if job.over is None]
            free = not open_jobs or (self.kind.overlaps and len(open_jobs) < 2)
            if day >= next_sent and free and number < DAYS:
                self._take(day)
                next_sent = day + timedelta(
                    self.luck.randint(*self.kind.gap) + (0 if not self.kind.overlaps else 5)
                )
            if number % 7 == 0:
                self.slow = (
                    self.kind.memory * self.slow
                    + self.luck.gauss(0, self.kind.week) * (1 - self.kind.memory**2) ** 0.5
                )
            if self.true_days.works(day):
                self._work(day)
        return self.jobs

    def _take(self, day: date) -> None:
        low, high = self.kind.pieces
        pieces = int(low * (high / low) ** self.luck.random())
        begin = day
        wait = self.luck.randint(*self.kind.begins) + (
            self.luck.randint(2, 6) if self.luck.random() < 0.12 else 0
        )
        for _ in range(wait):
            begin += timedelta(1)
        stages = len(self.kind.stages)
        self.jobs.append(Job(pieces, day, begin, [pieces, *[0] * (stages - 1)], [0] * stages))

    def _work(self, day: date) -> None:
        if self.guests:
            self.guests -= 1
        elif self.luck.random() < self.kind.pushed:
            self.guests = self.luck.randint(1, 4)
        still = self.luck.random() < self.kind.still
        factor = 2.718 ** (self.slow + self.luck.gauss(0, self.kind.day)) * (0.55 if self.guests else 1.0)
        room = [0 if still else self._room(place, factor) for place in range(len(self.kind.stages))]
        share = [1.0]
        for job in [job for job in self.jobs if job.over is None and job.begin <= day]:
            self._advance(job, room, share, day)
            self._report(job, day)

    def _room(self, place: int, factor: float) -> int:
        """Pieces this stage can do today: who came, how quick they are, and the day."""
        stage = self.kind.stages[place]
        there = sum(skill for skill in self.skill[place] if self.luck.random() >= stage.away)
        own = 2.718 ** self.luck.gauss(0, self.kind.day / 2)
        return int(stage.each * self.speed[place] * there * factor * own)

    def _advance(self, job: Job, room: list[int], share: list[float], day: date) -> None:
        """`share`: what is left of the crew's day where one crew does everything."""
        order = range(len(room)) if self.kind.shared else range(len(room) - 1, -1, -1)
        for place in order:
            back = [n for until, n in job.away if until <= day] if self.kind.stages[place].vendor else []
            if self.kind.stages[place].vendor:
                job.away = [(until, n) for until, n in job.away if until > day]
                self._on(job, place, sum(back))
            able = int(room[place] * share[0]) if self.kind.shared else room[place]
            took = min(able, job.waiting[place])
            if not took:
                continue
            job.begun = job.begun or day
            if self.kind.shared:
                share[0] -= took / max(1, room[place]) * 0.6
                share[0] = max(0.0, share[0])
            else:
                room[place] -= took
            job.waiting[place] -= took
            vendor = self.kind.stages[place].vendor
            if vendor:
                job.away.append((day + timedelta(self.luck.randint(*vendor)), took))
            else:
                self._on(job, place, took)

    def _on(self, job: Job, place: int, pieces: int) -> None:
        """To the next stage; from QC some go back to be made again, and count only when they are good."""
        if not pieces:
            return
        name = self.kind.stages[place].name
        bad = (
            sum(self.luck.random() < self.kind.defects for _ in range(pieces))
            if name in ("QC", "Hias")
            else 0
        )
        good = pieces - bad
        job.passed[place] += good
        if bad:
            again = max(0, place - 1)
            job.waiting[again] += bad
            job.passed[again] -= bad
        if place + 1 < len(job.waiting):
            job.waiting[place + 1] += good

    def _report(self, job: Job, day: date) -> None:
        finished = job.passed[-1] >= job.pieces
        if job.begun is None:
            return
        since = (day - job.told).days if job.told else 99
        if not finished and since < job.next_report:
            return
        job.told, job.next_report = day, self.luck.randint(*self.kind.silence)
        most = job.pieces
        for place, count in enumerate(job.passed):
            most = min(most, count)
            before = max((r.count for r in job.reports if r.place == place), default=0)
            if most > before:
                job.reports.append(Report(place, day, most))
        if finished:
            job.over = day


def seeds(first: int) -> Iterator[int]:
    """Workshops one after another."""
    while True:
        yield first
        first += 1
