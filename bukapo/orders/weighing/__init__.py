"""What a parcel weighs in truth, and what that makes of the shipping fee that is paid with the balance."""
