"""The commands' parameters, group by group: options in, one call of the module of the same name.

Nothing heavy is imported before a command runs: `--help` must not pay for it.
"""
