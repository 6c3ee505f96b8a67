"""What strangers type, kept exactly as typed until it is right."""
