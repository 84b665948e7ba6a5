"""Labour cost and bid ceilings for Guangzhou street-cleaning tenders."""

__version__ = "0.1.0"
