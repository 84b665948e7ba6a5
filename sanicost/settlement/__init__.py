"""Settlement: what was worked, one worker and one month a row, priced by the cost standard."""
