"""When will it be finished? The page to ask, the workshop's paces and days, the step of the wizard."""
