"""How the data of the pages of claims, topics and sources (advice/claims/data.py) becomes their shapes."""

from advice.publication.shapes import Writers

CLAIM = Writers(markdown="claims/claim.md")
WITHDRAWN = Writers(markdown="claims/withdrawn.md")
TOPIC = Writers(markdown="topics/topic.md")
SOURCE = Writers(markdown="sources/source.md")
