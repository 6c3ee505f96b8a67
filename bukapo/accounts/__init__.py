"""People with a login. Owns: User. (Buyers have none: a secret link is their key.)"""
