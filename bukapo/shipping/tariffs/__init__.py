"""The fee table filled from a courier service. Owns: FeeSurvey, FeeQuestion.

A survey asks what a parcel of one and of two kilograms costs from the store to some places of each row of the table;
the worker asks, place by place, as fast as the service lets it. What came back is laid beside today's table (`rules`)
and becomes the table when the seller says so. Orders are priced by the table alone: nobody who orders waits.
"""
