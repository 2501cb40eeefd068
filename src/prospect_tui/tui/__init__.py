"""The screens. Each one composes, calls one service, shows the answer and tells the others."""

import os

# Read by Textual when it is imported: without it a repaint may wait for the next sixtieth of a
# second, which is felt when a key is held down.
os.environ.setdefault("TEXTUAL_FPS", "240")
