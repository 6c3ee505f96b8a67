"""The sewing floor: how many pieces of each size have passed which stage, and where the others are."""
