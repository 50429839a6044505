"""The API, version 1: the published knowledge as JSON, to be read by any program."""
