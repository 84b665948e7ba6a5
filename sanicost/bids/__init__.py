"""After the opening of bids: filled forms read back and laid beside the floor (§12)."""
