"""What a store sells. Owns: products, options, variants, size charts, personalization fields, photos.

Promises: a variant that was ordered keeps its meaning for ever (variants are put out of use, never deleted).
"""
