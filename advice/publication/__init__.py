"""Leaf: what the public may see (`published()`), and the edition in which it sees it."""
