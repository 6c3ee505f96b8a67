"""Which order a line of a bank statement pays. Pure: no Django, no database, no clock.

`recognise` is the everyday case, by amount alone; `judge` looks at everything else a line may mean and never guesses:
what is not certain comes back as candidates, ranked, each with its reasons. Decision 15 says why.
"""
