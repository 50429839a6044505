"""A foreign collection of claims, loaded in bulk: docs/operations.md has its format."""
