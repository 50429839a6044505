"""The curators' workbench: the text of one source, what is mined of it, and what is still open."""
