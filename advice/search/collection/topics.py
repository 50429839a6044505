"""The topics of a collection: those that are there by name or label, and new ones."""

from collections.abc import Iterable, Iterator

from advice.claims.models import Topic, TopicLabel
from advice.publication.models import Status
from advice.search.collection.keys import slug


class Topics:
    """Name of a topic, in any case → primary key."""

    def __init__(self, using: str) -> None:
        self._using = using
        topics = Topic.objects.using(using)
        labels = TopicLabel.objects.using(using).values_list("label", "topic_id")
        self._keys = {label.casefold(): pk for label, pk in labels}
        self._keys |= dict(topics.values_list("slug", "pk"))
        self._keys |= {name.casefold(): pk for name, pk in topics.values_list("name", "pk")}

    def make(self, names: Iterable[str]) -> None:
        """Make the topics that are not there, published."""
        wanted = {name.casefold(): name for name in names}
        new = {folded: name for folded, name in wanted.items() if folded not in self._keys}
        made = Topic.objects.using(self._using).bulk_create(
            Topic(name=name, slug=slug(folded), status=Status.PUBLISHED) for folded, name in new.items()
        )
        self._keys |= {topic.name.casefold(): topic.pk for topic in made}

    def of(self, names: Iterable[str]) -> Iterator[int]:
        """The primary keys of the topics with these names, each once."""
        yield from dict.fromkeys(self._keys[name.casefold()] for name in names)
