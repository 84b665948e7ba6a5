"""What needs an environment of its own is no test of this one."""

collect_ignore = ["openfisca_lines.py"]
