"""The decisions, pure: no I/O beyond the data files beside them, no clock, no database."""
