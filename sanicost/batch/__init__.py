"""Many rosters at once: which, by whom, what is already done, and what they amount to together."""
