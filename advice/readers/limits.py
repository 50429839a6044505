"""Bounds that keep a hostile document from costing more than a moment and a few megabytes."""

MAX_BYTES = 4_000_000
MAX_CHARACTERS = 600_000
MAX_FRONT_MATTER = 65_536
MAX_TEXT = 1_500_000
MAX_BLOCKS = 20_000
MAX_MARKS = 50_000
MAX_DEPTH = 100
# As long as the fields of a source's record.
MAX_TITLE = 300
MAX_AUTHOR = 120
MAX_PART_OF = 200
MAX_SOURCE_URL = 500
MAX_URL = 2_000
