"""Django's admin, made for curators: a module for each stage."""

from advice.admin import accounts, arguments, claims, cruxes, questions, reports, sharing, sources, topics

__all__ = [
    "accounts",
    "arguments",
    "claims",
    "cruxes",
    "questions",
    "reports",
    "sharing",
    "sources",
    "topics",
]
