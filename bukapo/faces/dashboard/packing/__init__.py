"""The packing table: scan the slip, scan the pieces, close the parcel."""
