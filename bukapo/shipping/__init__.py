"""How goods reach the buyer. Owns: the zone fee table and parcels."""
