"""Bids: filled forms beside the floor and the ceiling of their tender."""
