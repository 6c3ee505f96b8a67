"""A store's own account at the WhatsApp Cloud API, and the texts that Meta approved. Without one: links to tap."""
