"""Counts what a document shows and plain text can't, and says so."""

from collections import Counter
from urllib.parse import urlsplit


class Omissions:
    def __init__(self) -> None:
        self.images = 0
        self.expressions = 0
        self.embeds: Counter[str] = Counter()

    def image(self) -> None:
        self.images += 1

    def expression(self) -> None:
        self.expressions += 1

    def embed(self, address: str | None) -> None:
        try:
            host = urlsplit(address or "").hostname
        except ValueError:
            host = None
        self.embeds[host or "unknown address"] += 1

    def notes(self) -> list[str]:
        notes = []
        if self.images:
            plural = "images" if self.images > 1 else "image"
            notes.append(f"Left out {self.images} {plural} without a description.")
        if self.embeds:
            hosts = ", ".join(sorted(self.embeds)[:5])
            total = sum(self.embeds.values())
            notes.append(f"Left out {total} embedded {'items' if total > 1 else 'item'} ({hosts}).")
        if self.expressions:
            plural = "template expressions" if self.expressions > 1 else "template expression"
            notes.append(f"Left out {self.expressions} {plural}; words may be missing there.")
        return notes
