"""What production tells: recaps, work orders, open business, what has to leave."""

from bukapo.production.reads.business import OpenBusiness, open_business
from bukapo.production.reads.glance import CountShown, Glance, first_names, glance
from bukapo.production.reads.recaps import (
    RecapVersion,
    ToldRecap,
    current_recap,
    frozen_recap,
    live_recap,
    recap_difference,
    recap_versions,
)
from bukapo.production.reads.sending import (
    Outgoing,
    OutgoingPage,
    outgoing,
    outgoing_by_number,
    outgoing_to_print,
    sending_counts,
    to_pack,
)
from bukapo.production.reads.work_orders import (
    SellersWorkOrder,
    ToldWorkOrder,
    WorkOrderLine,
    production_started,
    work_order_for_seller,
    work_order_for_workshop,
    work_order_sheet,
    work_orders,
)

__all__ = [
    "CountShown",
    "Glance",
    "OpenBusiness",
    "Outgoing",
    "OutgoingPage",
    "RecapVersion",
    "SellersWorkOrder",
    "ToldRecap",
    "ToldWorkOrder",
    "WorkOrderLine",
    "current_recap",
    "first_names",
    "frozen_recap",
    "glance",
    "live_recap",
    "open_business",
    "outgoing",
    "outgoing_by_number",
    "outgoing_to_print",
    "production_started",
    "recap_difference",
    "recap_versions",
    "sending_counts",
    "to_pack",
    "work_order_for_seller",
    "work_order_for_workshop",
    "work_order_sheet",
    "work_orders",
]
