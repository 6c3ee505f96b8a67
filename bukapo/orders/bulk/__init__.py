"""One parcel for a whole group, where each member pays for their own order. Owns: GroupParcel and the fee of it.

The fee is the coordinator's, as their page says before: by the zone's table, for what is in the parcel. It enters the
books when the parcel leaves, and the money when the seller says that it came.
"""
