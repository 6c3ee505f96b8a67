"""`/toko-saya/…`. Every section keeps its own list; all share the namespace `dashboard`."""

from bukapo.faces.dashboard.batches import urls as batches
from bukapo.faces.dashboard.bundles import urls as bundles
from bukapo.faces.dashboard.chats import urls as chats
from bukapo.faces.dashboard.claims import urls as claims
from bukapo.faces.dashboard.costing import urls as costing
from bukapo.faces.dashboard.couriers import urls as couriers
from bukapo.faces.dashboard.gateways import urls as gateways
from bukapo.faces.dashboard.guarantee import urls as guarantee
from bukapo.faces.dashboard.inbox import urls as inbox
from bukapo.faces.dashboard.late import urls as late
from bukapo.faces.dashboard.learn import urls as learn
from bukapo.faces.dashboard.live import urls as live
from bukapo.faces.dashboard.make import urls as make
from bukapo.faces.dashboard.money import urls as money
from bukapo.faces.dashboard.news import urls as news
from bukapo.faces.dashboard.orders import urls as orders
from bukapo.faces.dashboard.packing import urls as packing
from bukapo.faces.dashboard.parcels import urls as parcels
from bukapo.faces.dashboard.partners import urls as partners
from bukapo.faces.dashboard.pickup import urls as pickup
from bukapo.faces.dashboard.prepare import urls as prepare
from bukapo.faces.dashboard.promise import urls as promise
from bukapo.faces.dashboard.reviews import urls as reviews
from bukapo.faces.dashboard.rosters import urls as rosters
from bukapo.faces.dashboard.routes import urls as routes
from bukapo.faces.dashboard.send import urls as send
from bukapo.faces.dashboard.share import urls as share
from bukapo.faces.dashboard.teaser import urls as teaser
from bukapo.faces.dashboard.tell import urls as tell
from bukapo.faces.dashboard.workshops import urls as workshops

app_name = "dashboard"
urlpatterns = [
    *reviews.urlpatterns,
    *prepare.urlpatterns,
    *teaser.urlpatterns,
    *batches.urlpatterns,
    *bundles.urlpatterns,
    *orders.urlpatterns,
    *chats.urlpatterns,
    *money.urlpatterns,
    *gateways.urlpatterns,
    *couriers.urlpatterns,
    *make.urlpatterns,
    *late.urlpatterns,
    *claims.urlpatterns,
    *guarantee.urlpatterns,
    *costing.urlpatterns,
    *promise.urlpatterns,
    *workshops.urlpatterns,
    *partners.urlpatterns,
    *packing.urlpatterns,
    *parcels.urlpatterns,
    *pickup.urlpatterns,
    *routes.urlpatterns,
    *rosters.urlpatterns,
    *send.urlpatterns,
    *share.urlpatterns,
    *tell.urlpatterns,
    *inbox.urlpatterns,
    *news.urlpatterns,
    *learn.urlpatterns,
    *live.urlpatterns,
]
