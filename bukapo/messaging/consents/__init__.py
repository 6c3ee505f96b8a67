"""Who said that they want to hear of new things to buy."""
