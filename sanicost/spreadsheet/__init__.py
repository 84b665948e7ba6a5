"""Workbooks as cells: references, values, formats, formulas, and reading .xlsx within bounds."""
