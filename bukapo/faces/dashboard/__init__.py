"""The sellers' face. Each section (prepare, orders, money, make, send, tell, learn) is a folder with urls, views, forms."""
