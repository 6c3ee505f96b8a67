"""When people are left alone: news, offers and reminders wait until the morning where they live."""
