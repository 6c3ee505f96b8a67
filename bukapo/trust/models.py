from bukapo.trust.reviews.rows import MarkedDesign as MarkedDesign
from bukapo.trust.reviews.rows import Review as Review
from bukapo.trust.reviews.rows import ReviewPhoto as ReviewPhoto
from bukapo.trust.reviews.rows import ReviewReport as ReviewReport
from bukapo.trust.reviews.rows import ReviewVersion as ReviewVersion
