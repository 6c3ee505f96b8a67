"""Who wants no more messages than their own money and parcel need."""
