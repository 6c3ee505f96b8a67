"""The name of a line that stays the same in every export that holds it, so that overlapping files count it once.

Built only from what the bank wrote: a better reading of descriptions must not make old lines look new.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from bukapo.payments.statements.statement import Movement


def fingerprints(account: str, lines: Iterable[Movement]) -> Iterator[str]:
    """32 hex digits for each line, "" for one that is pending: it comes again with a day.

    `account` is the store's own name for the account, not the file's: not every layout names it. Lines alike in day,
    amount, description and balance are told apart by counting them in the order of the file, so a file must hold whole
    days up to where it was downloaded; banks' do. Newest first or oldest first gives the same names.
    """
    seen: dict[str, int] = {}
    for line in lines:
        if line.day is None:
            yield ""
            continue
        words = "".join(line.description.upper().split())
        said = f"{account}\n{line.day.toordinal()}\n{line.amount}\n{line.balance}\n{words}"
        digest = blake2b(said.encode(), digest_size=16).hexdigest()
        nth = seen.get(digest, 0)
        seen[digest] = nth + 1
        yield blake2b(f"{digest}\n{nth}".encode(), digest_size=16).hexdigest() if nth else digest
