"""The same person twice."""

from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.duplicates import Policy
from bukapo.orders.imports.read import Reading, read_answers
from bukapo.orders.imports.report import report

from .shapes import KAOS_REUNI

HEAD = "Timestamp,Nama,WA,Ukuran,Jumlah\n"


def told(*rows: str, policy: Policy = "replace") -> Reading:
    return read_answers(read_sheet((HEAD + "\n".join(rows)).encode()), KAOS_REUNI, duplicates=policy)


def states(reading: Reading) -> list[str]:
    return [answer.state for answer in reading.answers]


def codes(answer: Answer) -> list[str]:
    return [remark.code for remark in answer.remarks]


A = "13/11/2026 10:00:00,Budi,081234567890,L,1"
B = "14/11/2026 10:00:00,Budi,+62 812-3456-7890,M,2"
C = "15/11/2026 10:00:00,Budi,81234567890,S,1"
BAD = "16/11/2026 10:00:00,Budi,81234567890,bebas,1"
OTHER = "14/11/2026 10:00:00,Ani,081234567891,L,1"


def test_the_later_answer_replaces_the_earlier_one() -> None:
    reading = told(A, OTHER, B)
    assert states(reading) == ["replaced", "accepted", "accepted"]
    assert (reading.answers[0].replaced_by, reading.answers[2].replaces) == (4, 2)
    assert report(reading, KAOS_REUNI)["replaced"] == [[2, 4]]


def test_a_chain_replaces_step_by_step() -> None:
    assert report(told(A, B, C), KAOS_REUNI)["replaced"] == [[2, 3], [3, 4]]


def test_later_means_later_in_time_wherever_the_row_stands() -> None:
    assert states(told(B, A)) == ["accepted", "replaced"]


def test_without_times_the_row_below_is_later() -> None:
    rows = [row.split(",", 1)[1] for row in (A, B)]
    data = "Nama,WA,Ukuran,Jumlah\n" + "\n".join(rows)
    assert states(read_answers(read_sheet(data.encode()), KAOS_REUNI)) == ["replaced", "accepted"]


def test_a_doubtful_later_answer_does_not_erase_a_good_one() -> None:
    reading = told(A, BAD)
    assert states(reading) == ["accepted", "doubtful"]
    assert codes(reading.answers[0]) == ["later_doubtful"]
    assert report(reading, KAOS_REUNI)["replaced"] == []


def test_a_doubtful_earlier_answer_hears_of_the_later_one() -> None:
    reading = told(BAD.replace("16/11", "01/11"), B)
    assert states(reading) == ["doubtful", "accepted"]
    assert codes(reading.answers[0]) == ["later_answer"]


def test_a_doubtful_answer_between_two_good_ones_changes_nothing_between_them() -> None:
    reading = told(A, BAD.replace("16/11", "14/11"), C)
    assert report(reading, KAOS_REUNI)["replaced"] == [[2, 4]]


def test_keep_makes_every_answer_an_order() -> None:
    assert states(told(A, B, C, policy="keep")) == ["accepted"] * 3


def test_ask_leaves_the_first_and_asks_about_the_later_ones() -> None:
    reading = told(A, B, C, policy="ask")
    assert states(reading) == ["accepted", "doubtful", "doubtful"]
    assert [answer.why for answer in reading.answers[1:]] == ["same phone as an earlier answer"] * 2


def test_another_name_under_the_same_phone_is_said() -> None:
    reading = told(A, B.replace("Budi", "Siti"))
    assert states(reading) == ["replaced", "accepted"]
    assert codes(reading.answers[1]) == ["other_name"]
    assert [notice.code for notice in reading.notices if notice.code == "names_differ"] == ["names_differ"]


def test_the_same_row_twice_is_one_order_with_two_fingerprints() -> None:
    reading = told(A, A)
    assert states(reading) == ["replaced", "accepted"]
    first, second = reading.answers
    assert first.fingerprint != second.fingerprint and first.identity == second.identity
    assert first.fingerprint == told(A).answers[0].fingerprint


def test_a_corrected_cell_is_the_same_answer_with_another_fingerprint() -> None:
    before, after = told(A).answers[0], told(A.replace(",L,", ",M,")).answers[0]
    assert before.identity == after.identity and before.fingerprint != after.fingerprint


def test_a_note_of_the_owner_beside_the_answers_changes_no_fingerprint() -> None:
    data = HEAD.strip() + ",Status\n" + A
    before, after = (read_answers(read_sheet((data + s).encode()), KAOS_REUNI) for s in (",", ",LUNAS"))
    assert before.answers[0].fingerprint == after.answers[0].fingerprint
