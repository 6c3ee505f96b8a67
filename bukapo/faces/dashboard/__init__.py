"""The sellers' face. Each section (prepare, orders, money, …) is a folder with urls, views, forms."""
