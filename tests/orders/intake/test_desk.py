"""Between the queue and the database: every ticket is answered, whatever the database does."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bukapo.campaigns.offer import Offer
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.protocol import Unavailable
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.desk import TRIES, Desk
from bukapo.orders.intake.draft import Wanted, WantedLine, drafted
from bukapo.orders.intake.queue import Ticket
from tests.orders.intake.make_believe import Clash, Database, Lost
from tests.orders.intake.offers import LARGE, OFFER, TEE, offer, want


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def reread() -> list[Offer]:
    """Every offer that was asked for anew."""
    return []


@pytest.fixture
def desk(database: Database, reread: list[Offer]) -> Desk:
    def read_again(known: Offer) -> Offer:
        reread.append(known)
        return database.offer

    return Desk(database.connect, read_again, actor=BUYER_ACTOR, consumers=["somebody.listens"])


def ticket(wanted: Wanted | None = None, of: Offer = OFFER) -> Ticket:
    return Ticket(drafted(wanted or want(), of), of, waiter=None)


def keys_of(tickets: list[Ticket]) -> list[str]:
    return [one.draft.wanted.key for one in tickets]


def unavailable(answers: Sequence[Answer]) -> int:
    return sum(isinstance(answer, Unavailable) for answer in answers)


def dearer(stamp: str) -> Offer:
    variants = tuple(replace(variant, price=variant.price + 1_000) for variant in TEE.variants)
    return offer(stamp=stamp, products=(replace(TEE, variants=variants),))


def test_every_ticket_is_answered_in_its_place(desk: Desk, database: Database) -> None:
    bad = want(phone="12")
    tickets = [ticket(), ticket(bad), ticket()]
    answers = desk.place(tickets)
    assert [isinstance(answer, Placed) for answer in answers] == [True, False, True]
    assert list(database.kept) == [keys_of(tickets)[0], keys_of(tickets)[2]]


class TestAnOfferThatHasChanged:
    def test_is_read_again_once_and_everybody_gets_its_prices(
        self, desk: Desk, database: Database, reread: list[Offer]
    ) -> None:
        database.offer = dearer("1.2.2")
        tickets = [ticket() for _ in range(3)]
        assert all(isinstance(answer, Placed) for answer in desk.place(tickets))
        assert reread == [OFFER] and database.batches == [3]
        for one in tickets:
            assert one.offer is database.offer and one.draft.goods == 96_000  # type: ignore[union-attr]

    def test_is_read_again_when_tickets_know_different_ones(
        self, desk: Desk, database: Database, reread: list[Offer]
    ) -> None:
        database.offer = dearer("1.2.2")
        tickets = [ticket(of=database.offer), ticket(of=OFFER)]
        assert all(isinstance(answer, Placed) for answer in desk.place(tickets))
        assert len(reread) == 1
        assert [one.draft.goods for one in tickets] == [96_000, 96_000]  # type: ignore[union-attr]

    def test_may_make_what_was_wanted_impossible(self, desk: Desk, database: Database) -> None:
        database.offer = offer(stamp="1.2.2", products=(replace(TEE, variants=TEE.variants[:1]),))
        [answer] = desk.place([ticket(want(WantedLine(LARGE, 1, {})))])
        assert not isinstance(answer, Placed) and answer.http_status == 422 and not database.kept

    def test_that_is_gone_is_told_as_such(self, desk: Desk, database: Database) -> None:
        def gone(_offer: Offer) -> Offer:
            raise NotFound()

        desk.reread, database.offer = gone, dearer("1.2.2")
        assert [type(answer) for answer in desk.place([ticket(), ticket()])] == [NotFound, NotFound]

    def test_that_can_not_be_read_is_not_asked_for_by_every_single_order(
        self, desk: Desk, database: Database
    ) -> None:
        tries = []

        def fails(known: Offer) -> Offer:
            tries.append(known)
            raise OSError("the reader did not start")

        desk.reread, database.offer = fails, dearer("1.2.2")
        assert unavailable(desk.place([ticket() for _ in range(8)])) == 8
        assert len(tries) == 1

    def test_that_changes_faster_than_it_is_read_is_given_up(self, desk: Desk, database: Database) -> None:
        number = iter(range(1_000))

        def ever_another(_offer: Offer) -> Offer:
            return dearer(f"1.{next(number)}.9")

        desk.reread, database.offer = ever_another, dearer("1.2.2")
        assert unavailable(desk.place([ticket()])) == 1
        assert not database.kept


class TestAClash:
    def test_is_tried_again(self, desk: Desk, database: Database) -> None:
        database.failures = [Clash(), Clash()]
        assert all(isinstance(answer, Placed) for answer in desk.place([ticket(), ticket()]))
        assert database.batches == [2, 2, 2] and database.connections == 1

    def test_that_does_not_end_costs_nobody_else_their_order(self, desk: Desk, database: Database) -> None:
        database.failures = [Clash()] * TRIES
        answers = desk.place([ticket(), ticket()])
        assert all(isinstance(answer, Placed) for answer in answers)
        assert database.batches[TRIES:] == [1, 1]


@pytest.mark.parametrize("where", range(8))
def test_a_poisoned_order_fails_alone(desk: Desk, database: Database, where: int) -> None:
    tickets = [ticket() for _ in range(8)]
    database.poison = {keys_of(tickets)[where]}
    answers = desk.place(tickets)
    assert [isinstance(answer, Placed) for answer in answers] == [n != where for n in range(8)]
    assert unavailable(answers) == 1
    assert list(database.kept) == [key for n, key in enumerate(keys_of(tickets)) if n != where]
    assert database.connections == 1


class TestALostConnection:
    def test_is_told_to_everybody_and_made_anew_for_the_next_batch(
        self, desk: Desk, database: Database
    ) -> None:
        tickets = [ticket() for _ in range(4)]
        database.failures = [Lost()]
        assert unavailable(desk.place(tickets)) == 4
        assert database.batches == [4] and (database.connections, database.closed) == (1, 1)
        assert all(isinstance(answer, Placed) for answer in desk.place(tickets))
        assert database.connections == 2

    def test_that_can_not_be_made_is_told_to_everybody(self, desk: Desk, database: Database) -> None:
        database.away = True
        assert unavailable(desk.place([ticket(), ticket()])) == 2
        database.away = False
        assert isinstance(desk.place([ticket()])[0], Placed)

    def test_after_a_commit_nobody_saw_finds_the_order_by_its_key(
        self, desk: Desk, database: Database
    ) -> None:
        one = ticket()
        desk.place([one])
        [told] = desk.place([ticket(one.draft.wanted)])
        assert isinstance(told, Placed) and told.repeated
        assert told.id == database.kept[one.draft.wanted.key].id
