"""Stage 4½: who changed what and when, what it was before, and how to get it back."""
