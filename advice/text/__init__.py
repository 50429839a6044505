"""Leaf: Markdown to safe HTML, digests, addresses. Imports no other part of the project."""
