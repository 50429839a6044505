"""What a source tells the stages to its right, which it does not know."""

from django.dispatch import Signal

text_loaded = Signal()
"""Sent in the transaction that stores a text: `source`, and `old_text`, "" where none was loaded."""
