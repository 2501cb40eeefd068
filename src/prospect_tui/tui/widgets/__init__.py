"""Widgets of our own, drawn line by line; they know no service."""
