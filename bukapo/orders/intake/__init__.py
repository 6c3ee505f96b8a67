"""The way in, for one order or ten thousand. Pure: `draft` prices, `decide` picks winners, `compose` makes rows.

`batch` puts them together around a writer (`postgres`, `sqlite`); `queue` and `desk` make batches of what arrives;
`door` is what Django's views call. Decision 10 says why.
"""
