"""Writing files for other programs. A file appears whole under its name, or not at all."""
