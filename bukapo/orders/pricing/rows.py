"""The tables of moving prices. (`orders.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo, Product
from bukapo.journal.models import Journaled
from bukapo.orders.pricing.rules import ANSWER, PROPOSAL, SILENCES
from bukapo.stores.scope import StoreOwned


class Settlement(StoreOwned):
    """The job of giving every order of a closed PO the price that was reached.

    Orders are done in order of id; `through` is the last one that is done. `orders` of them became cheaper, by `saved`
    rupiah in all.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="settlement")
    through = models.BigIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)
    saved = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["begun_at"], name="settlement_to_do", condition=Q(done_at__isnull=True))
        ]


class Proposal(Journaled, StoreOwned):
    """Extra cost that a seller asks the buyers of a PO to bear: `per_piece` rupiah on each piece (of `product`, or of
    all), `per_order` rupiah on what a courier costs.

    `silence`: what becomes of who does not answer before `answer_by` (see `pricing.rules.SILENCES`).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, default="open")
    reason = models.CharField(max_length=300)
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True)
    per_piece = models.PositiveIntegerField(default=0)
    per_order = models.PositiveIntegerField(default=0)
    silence = models.CharField(max_length=8)
    answer_by = models.DateTimeField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], name="proposal_one_at_a_time", condition=Q(state="open")
            ),
            models.CheckConstraint(condition=Q(state__in=list(PROPOSAL.moves)), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(silence__in=SILENCES), name="proposal_silence_known"),
            models.CheckConstraint(
                condition=Q(per_piece__gt=0) | Q(per_order__gt=0), name="proposal_of_something"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_with_reason"),
        ]
        indexes = [models.Index(fields=["answer_by"], name="proposal_to_end", condition=Q(state="open"))]


class ProposalAnswer(StoreOwned):
    """One order that a proposal asks, and what came of it. Rupiah: `goods` and `shipping` more, on `before`.

    `digest` seals the words that the buyer is shown; `how` tells by which way the answer came. `charge` is what the
    accepted extra is asked by.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="price_answers")
    state = models.CharField(max_length=10, default="waiting")
    before = models.PositiveIntegerField()
    goods = models.PositiveIntegerField()
    shipping = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    how = models.CharField(max_length=10, blank=True, default="")
    reminded = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    charge = models.OneToOneField(
        "payments.Charge", on_delete=models.PROTECT, null=True, related_name="price_answer"
    )

    class Meta:
        ordering = ["proposal_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="answer_once_per_order"),
            models.CheckConstraint(condition=Q(state__in=list(ANSWER.moves)), name="answer_state_known"),
            models.CheckConstraint(
                condition=Q(goods__gt=0) | Q(shipping__gt=0), name="answer_about_something"
            ),
            models.CheckConstraint(
                condition=Q(charge__isnull=True) | Q(state__in=["accepted", "withdrawn"]),
                name="answer_charges_only_who_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(charge__isnull=False), name="answer_accepted_is_charged"
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "order"], name="answer_waiting", condition=Q(state="waiting"))
        ]

    @property
    def extra(self) -> int:
        """Rupiah more."""
        return int(self.goods + self.shipping)

    @property
    def after(self) -> int:
        """Rupiah the order costs with the extra."""
        return int(self.before + self.extra)
