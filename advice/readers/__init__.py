"""Stage 1: a file becomes a Document. Imports no Django."""
