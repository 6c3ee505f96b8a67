"""What stands is altered behind the house's back, one thing after another, and each time the audit is asked."""

from collections.abc import Callable, Mapping

from django.db import connection, transaction

from tests.invariants.auditor import Auditor

ANY = ""
"""Instead of a rule's name: whichever rule names it."""


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0, f"the statement must alter something: {statement}"

    return run


def unnamed(alterations: Mapping[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Of {what: (the rule that must name it, statements)} those which it does not name, and the rules that do.

    Each is taken back before the next, so that one world serves them all. `;` parts statements.
    """
    missed = {}
    with Auditor().watching() as breaches:
        assert [str(breach) for breach in breaches()] == [], "untouched it must be clean"
        for what, (rule, statements) in alterations.items():
            with transaction.atomic():
                for statement in statements.split(";"):
                    sql(statement)()
                found = breaches()
                transaction.set_rollback(True)
            assert all(str(breach).count("\n") == 0 for breach in found), what
            rules = {breach.rule for breach in found}
            if not (rule in rules if rule else rules):
                missed[what] = rules
        assert [str(breach) for breach in breaches()] == [], "taken back it must be clean again"
    return missed
