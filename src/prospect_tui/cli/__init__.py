"""The command line: the twin of every screen."""
