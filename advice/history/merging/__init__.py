"""Two records that are one: what moves from the one to the other, and how it is undone.

A plan is made of steps, each a sentence and what it does. The preview shows the sentences; merging makes
the plan again while nobody else writes, and goes ahead only where it is the plan that was shown.
"""

from advice.history.merging.carrying_out import MergeError, merge, plan
from advice.history.merging.plans import Plan, Step
from advice.history.merging.undo import undo

__all__ = ["MergeError", "Plan", "Step", "merge", "plan", "undo"]
