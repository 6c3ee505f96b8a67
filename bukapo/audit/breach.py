"""One broken promise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """`rule` is a stable name, `where` the row, `what` a sentence for the operator."""

    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.what}"
