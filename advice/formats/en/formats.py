"""Days are shown as 2021-03-05, which nobody reads as the third of May, and as `ingest` and files have them."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
