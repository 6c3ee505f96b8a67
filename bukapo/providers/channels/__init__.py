"""Ways to reach a person: one file each, copied from its neighbour. `docs/adding-a-channel.md` is the checklist."""
