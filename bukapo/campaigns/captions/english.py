"""The same captions in English, for whoever sells to readers of it. Pure."""

from dataclasses import dataclass

from bukapo.campaigns.captions import days
from bukapo.campaigns.captions.facts import Stairs
from bukapo.campaigns.captions.rules import CLOSED, FEW, GONE, NOW, SOON, TONIGHT
from bukapo.campaigns.captions.voice import Voice
from bukapo.kernel.money import rupiah
from bukapo.payments.plans import BEFORE_SHIPPING, DAY, PRODUCED
from bukapo.payments.rules import COD, DEPOSIT, INSTALMENT

PART_OF_DAY = {"morning": "this morning", "noon": "today", "afternoon": "this afternoon", "night": "tonight"}


@dataclass(frozen=True)
class English(Voice):
    language: str = "en"

    def hook(self, mood: str, *, greet: bool) -> str:
        title = self.facts.title
        tonight = PART_OF_DAY[days.part_of_day(self.facts.closes_at, self.facts.zone)]
        said = {
            SOON: f"Pre-order opening soon: {title} 👀",
            NOW: f"Pre-order is open! {title} 🙌",
            TONIGHT: f"{title}: pre-order closes {tonight} ⏰",
            FEW: f"Only {self.count(self.facts.left or 0)} left: {title} ⚡",
            GONE: f"{title} is fully booked, thank you so much 🙏",
            CLOSED: f"Pre-order for {title} is closed. Thank you so much 🙏",
        }[mood]
        if self.drawing and mood == NOW:
            said = f"{title}: sign up for the draw now 🙌"
        return f"Hi! A note from {self.facts.store}.\n\n{said}" if greet else said

    def deadline(self, mood: str, *, brief: bool) -> str:
        opens, closes = self.when(self.facts.opens_at), self.when(self.facts.closes_at)
        batch = f"Batch {self.facts.batch}. " if self.facts.batch else ""
        if mood == CLOSED:
            return f"{batch}Orders closed {self.when(self.facts.ended_at)}."
        if mood == SOON:
            return f"{batch}Opens: {opens}.\nCloses: {closes}."
        if mood == TONIGHT:
            more = "" if brief else " After that the shop closes by itself."
            return f"{batch}Last orders before {closes}.{more}"
        if mood == GONE:
            return f"{batch}You can still join the waiting list until {closes}."
        return f"{batch}Order before {closes}."

    def price(self) -> str:
        facts = self.facts
        start = "from " if facts.varies else ""
        normal = f" (normally {rupiah(facts.normal_price)})" if facts.normal_price > facts.price else ""
        if facts.early_until:
            later = f" After that {start}{rupiah(facts.later_price)}." if facts.later_price else ""
            until = self.when(facts.early_until)
            return f"Early-bird price {start}{rupiah(facts.price)}{normal} until {until}.{later}"
        return f"Pre-order price {start}{rupiah(facts.price)}{normal}."

    def stairs(self, *, brief: bool) -> str:
        if brief and self.lowest:
            most = f"down to {rupiah(self.lowest.price)} at {self.count(self.lowest.from_pieces)} pcs"
            return f"The more of us, the lower the price for everyone, {most}."
        named = len(self.facts.stairs) > 1
        return "\n".join(self._stair(one, named=named) for one in self.facts.stairs)

    def _stair(self, stairs: Stairs, *, named: bool) -> str:
        steps = ", ".join(f"{self.count(t.from_pieces)} pcs: {rupiah(t.price)}" for t in stairs.tiers)
        what = f"{stairs.name}, the" if named else "The"
        return f"{what} more of us, the lower the price for everyone. {steps}."

    def paying(self) -> str:
        plan = self.facts.paying
        if plan.mode == COD:
            return "Cash on delivery, no deposit."
        if plan.mode == INSTALMENT:
            return f"Pay in {plan.terms} instalments, the first one when you order."
        if plan.mode != DEPOSIT:
            return "Paid in full when you order."
        share = (
            f"{rupiah(plan.deposit_fixed)} each"
            if plan.deposit_fixed
            else days.percent(plan.deposit_bp, "en")
        )
        rest = {
            PRODUCED: "the rest once it is made",
            BEFORE_SHIPPING: "the rest before it ships or is picked up",
            COD: "the rest in cash when you receive it",
            DAY: f"the rest by {self.day(plan.balance_day)}" if plan.balance_day else "the rest later",
        }[plan.balance_due]
        return f"Deposit {share}, {rest}."

    def dates(self) -> str:
        facts = self.facts
        if facts.work_days:
            least, most = facts.work_days
            span = str(most) if least == most else f"{least}–{most}"
            return (
                f"Made one by one after your order is confirmed: {span} working days, in order of the queue."
            )
        leaves = "Ready for pick-up" if facts.pickup and not facts.courier else "Ships"
        if facts.pickup and facts.courier:
            leaves = "Ships or ready for pick-up"
        told = [f"Finished {self.day(facts.produced)}."] if facts.produced else []
        told += [f"{leaves} {self.shipping}."] if self.shipping else []
        return " ".join(told)

    def rules(self) -> str:
        facts, told = self.facts, []
        if facts.draw_at and facts.phase in ("teaser", "open"):
            told.append(
                f"Places are drawn by lot: sign up before {self.when(facts.draw_at)}. "
                "Being quicker makes no difference."
            )
        if facts.minimum:
            told.append(f"It is made once at least {self.count(facts.minimum)} pieces are paid for.")
        return "\n".join(told)

    def thanks(self) -> str:
        taken = self.facts.taken
        turn = " Now it is our turn to make them." if self.facts.phase == "closed" else ""
        return f"{self.count(taken)} pieces were ordered.{turn}" if taken else ""

    def link(self, mood: str) -> str:
        verb = {
            SOON: "Have a look",
            NOW: "Order here",
            TONIGHT: "Get yours here",
            FEW: "First come, first served",
            GONE: "Waiting list",
            CLOSED: "Follow the schedule",
        }[mood]
        if self.drawing and mood in (NOW, FEW, TONIGHT):
            verb = "Sign up here"
        return f"{verb}: {self.facts.link}"

    def tags(self, mood: str) -> str:
        return "#preorder #bukapo" if mood == CLOSED else "#preorder #openpo #bukapo"
