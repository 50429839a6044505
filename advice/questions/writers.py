"""How the data of the pages of questions and positions (advice/questions/data.py) becomes their shapes."""

from advice.publication.shapes import Writers

QUESTION = Writers(markdown="questions/question.md")
POSITION = Writers(markdown="questions/position.md")
