"""A web knowledge base of career advice."""
