"""What claims do when a source changes."""

from typing import Any

from django.dispatch import receiver

from advice.claims.anchors import reanchor
from advice.sources.models import Source
from advice.sources.signals import text_loaded


@receiver(text_loaded)
def check_anchors(sender: type[Source], source: Source, old_text: str, **kwargs: Any) -> None:
    """Loading a text checks every anchor into it, in the same transaction."""
    reanchor(source, old_text)
