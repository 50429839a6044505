"""The addresses that a page of results leads to: this search with a filter more, a filter less, another page."""

from urllib.parse import quote_plus

from django.http import QueryDict


class Address:
    """The query of an address, without the page; every change starts on the first page again."""

    def __init__(self, query: QueryDict) -> None:
        self._query = query.copy()
        self._query.pop("page", None)
        self._present = self._query.urlencode()

    def plus(self, name: str, value: str) -> str:
        """With one more value of a facet."""
        return f"?{self._present}{'&' if self._present else ''}{name}={quote_plus(value)}"

    def minus(self, name: str, value: str) -> str:
        """Without that value of a facet."""
        changed = self._query.copy()
        changed.setlist(name, [entry for entry in changed.getlist(name) if entry != value])
        return f"?{changed.urlencode()}"

    def changed(self, **changes: object) -> str:
        """With other values; "" takes a parameter away."""
        changed = self._query.copy()
        for name, value in changes.items():
            changed.pop(name, None)
            if value != "":
                changed[name] = str(value)
        return f"?{changed.urlencode()}"
