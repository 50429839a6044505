"""Django's admin, made for curators: a module for each stage."""

from advice.admin import accounts, claims, questions, reports, sharing, sources, topics

__all__ = ["accounts", "claims", "questions", "reports", "sharing", "sources", "topics"]
