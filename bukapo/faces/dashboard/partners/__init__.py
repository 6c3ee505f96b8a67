"""Partners of a store: their codes, what they brought, what they are paid. And friends who invite friends."""
