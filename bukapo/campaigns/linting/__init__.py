"""What a seller may not, or had better not, write or promise: judged sentence by sentence, by named rules of the law.

A net for the phrases Indonesian sellers really use, not a lawyer: what it lets through is not thereby lawful.
"""
