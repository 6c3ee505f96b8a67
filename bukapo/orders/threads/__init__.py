"""Talk about one order, between its buyer and the store. Owns: the thread of an order and every word in it.

Promises: nothing said is ever changed or lost; since when somebody waits for an answer is known to the second.
Emits: order.question_asked, order.question_answered, thread.settled.
"""
