"""How the data of the pages of questions and positions (advice/questions/data.py) becomes their shapes."""

from advice.publication.shapes import Writers
from advice.questions import argdown, graph, rows

QUESTION = Writers(
    "questions/question.md", rows.question_table, graph.question_graph, argdown.question_argdown
)
POSITION = Writers(
    "questions/position.md", rows.position_table, graph.position_graph, argdown.position_argdown
)
