"""What the screens and the command line both say: rules and records put into words.

Lies above the services and below both fronts, so that neither grows its own copy.
"""
