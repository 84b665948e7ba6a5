"""The inputs that a workbook carries: canonical form and sheet."""
