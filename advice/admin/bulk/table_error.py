"""What is wrong with a file as a whole."""


class TableError(ValueError):
    """The file is refused; the message is one sentence for the person who brought it."""
