"""Packages in orders: their lines kept together where people read them, and how many were sold."""
