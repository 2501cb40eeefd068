"""How the program starts: what it imports, from where, and its first frame."""
