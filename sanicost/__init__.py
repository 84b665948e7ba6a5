"""Labour cost and bid ceilings for Guangzhou street-cleaning tenders."""

__version__ = "0.2.0"
