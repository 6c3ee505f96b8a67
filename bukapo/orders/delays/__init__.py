"""A promised date moves: every affected buyer is asked at once, and what they (or their silence) say is carried out.

Promises: nobody waits a second time without having said so, where the terms said it; who wants the money back gets all
of it.
"""
