"""From a priced roster to workbook, terminal and JSON: they lay out, they never add or round."""
