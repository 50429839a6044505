"""The key of an argument: its anchor on the page, made from its first wording."""

from django.db import transaction
from django.utils.text import slugify

from advice.questions.models import Argument, Position

LONGEST = 60


def save_with_new_key(argument: Argument) -> None:
    """Give a new argument a key that no other of its position has, and save it.

    The position is locked until the surrounding transaction ends, so that two curators at once get
    two keys.
    """
    with transaction.atomic():
        Position.objects.select_for_update().only("pk").get(pk=argument.position_id)
        taken = set(Argument.objects.filter(position=argument.position_id).values_list("key", flat=True))
        base = slugify(argument.text)[:LONGEST].rstrip("-") or "argument"
        key, number = base, 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        argument.key = key
        argument.save()
