"""A keyboard-driven prospecting desk for the terminal. Holds the version and imports nothing."""

__version__ = "0.1.0"
