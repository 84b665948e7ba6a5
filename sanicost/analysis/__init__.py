"""What a price would be otherwise: changed values, ranges, budgets, and causes of differences."""
