"""Two workbooks cell by cell: what is no edit, and where an edit stands. Pure, no files."""
