"""When will it be finished? Days that are kept with a stated chance, from capacity, calendar and history."""
