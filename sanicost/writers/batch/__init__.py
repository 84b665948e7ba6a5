"""The reports of a batch: 汇总.xlsx, problems.xlsx and results.jsonl.

Outcomes come one at a time and leave again: reports of many rosters take no more memory than
reports of few.
"""
