"""How the data of the pages of claims, topics and sources (advice/claims/data.py) becomes their shapes."""

from advice.claims import argdown, graph, rows
from advice.publication.shapes import Writers

CLAIM = Writers("claims/claim.md", rows.claim_table, graph.claim_graph, argdown.claim_argdown)
WITHDRAWN = Writers(
    "claims/withdrawn.md", rows.withdrawn_table, graph.withdrawn_graph, argdown.withdrawn_argdown
)
TOPIC = Writers("topics/topic.md", rows.topic_table, graph.topic_graph, argdown.topic_argdown)
SOURCE = Writers("sources/source.md", rows.source_table, graph.source_graph, argdown.source_argdown)
