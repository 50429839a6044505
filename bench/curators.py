"""Two curators who change the same records at the same time, through the admin's views; is an edit ever lost?

    python -m bench.curators [--edits 500] [--curators 2]

Each curator is a process of its own with its own connection. A record's text holds a counter for each
curator ("0:12 1:9"); an edit opens the form, waits a little, and saves the text with the own counter one
higher. Whoever is told that somebody else was there (409) sees both versions and saves again with both.
If a save ever overwrote another in silence, a counter would be behind the number of edits that were
answered as saved. DATABASE_URL chooses the database; it is filled and emptied.
"""

import argparse
import json
import logging
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

COUNT = re.compile(r"\b(\d):(\d+)\b")
TRIES = 50


def counters(text: str) -> dict[int, int]:
    return {int(who): int(number) for who, number in COUNT.findall(text)}


def written(counts: dict[int, int]) -> str:
    return " ".join(f"{who}:{number}" for who, number in sorted(counts.items()))


@dataclass
class Form:
    """A form of the admin as it was opened: its address, what a browser would send, and its text."""

    address: str
    label: str
    name: str
    sent: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.sent[self.name])


@dataclass
class Curator:
    """Somebody at the admin; `saved` counts the edits that were answered as saved, by record."""

    number: int
    client: Any
    saved: Counter[str] = field(default_factory=Counter)
    told: int = 0

    def edit(self, record: str, open_form: Callable[[Any], Form]) -> Iterator[None]:
        """One edit, which pauses at each `yield` where somebody else may come between."""
        form = open_form(self.client)
        yield
        mine = self._one_more(counters(form.text))
        for _try in range(TRIES):
            response = self.client.post(form.address, form.sent | {form.name: written(mine)})
            if response.status_code == 302:
                self.saved[record] += 1
                return
            if response.status_code != 409:
                raise AssertionError(f"{response.status_code}: {response.content[-2000:].decode()}")
            self.told += 1
            told = {one.label: one for one in _differences(response)}
            form.sent |= _again(response)
            if form.label in told:
                mine = self._one_more(counters(told[form.label].now))
            yield
        raise AssertionError("told again and again")

    def _one_more(self, counts: dict[int, int]) -> dict[int, int]:
        return counts | {self.number: counts.get(self.number, 0) + 1}


def _differences(response: Any) -> Any:
    if "panel" in response.context:
        return response.context["panel"].differences
    return response.context.get("differences") or []


def _again(response: Any) -> dict[str, str]:
    """What the page that told of the other one would send now: which state it shows."""
    context = response.context
    return {"_version": context["panel"].version if "panel" in context else context["version_token"]}


def in_admin(model: str, pk: int, name: str, label: str) -> Callable[[Any], Form]:
    address = f"/admin/advice/{model}/{pk}/change/"

    def open_form(client: Any) -> Form:
        context = client.get(address).context
        sent = {"_version": context["version_token"], **_values(context["adminform"].form)}
        for inline in context["inline_admin_formsets"]:
            sent |= _values(inline.formset.management_form)
            for row in inline.formset.forms:
                sent |= _values(row)
        return Form(address, label, name, sent)

    return open_form


def on_workbench(slug: str, key: str) -> Callable[[Any], Form]:
    def open_form(client: Any) -> Form:
        panel = client.get(f"/admin/workbench/{slug}/?claim={key}").context["panel"]
        sent = {"_version": panel.version, "do": "stay", **_values(panel.form)}
        return Form(f"/admin/workbench/{slug}/claim/{key}/", "Claim", "text", sent)

    return open_form


def _values(form: Any) -> dict[str, Any]:
    sent = {}
    for one in form:
        value = one.value()
        if isinstance(value, list):
            sent[one.html_name] = [str(getattr(item, "pk", item)) for item in value]
        elif value is not None and value is not False:
            sent[one.html_name] = value
    return sent


def ways(claim: Any, other: Any, topic: Any, argument: Any) -> list[tuple[str, Callable[[Any], Form]]]:
    """The forms in which the records are changed; two of them are of one claim."""
    return [
        (claim.key, in_admin("claim", claim.pk, "text", "Claim")),
        (claim.key, on_workbench(claim.source.slug, claim.key)),
        (other.key, on_workbench(other.source.slug, other.key)),
        (topic.slug, in_admin("topic", topic.pk, "description", "Description")),
        (argument.key, in_admin("argument", argument.pk, "text", "Argument")),
    ]


def texts(claim: Any, other: Any, topic: Any, argument: Any) -> dict[str, str]:
    """What the records say now."""
    found = {}
    for record, name, key in (
        (claim, "text", claim.key),
        (other, "text", other.key),
        (topic, "description", topic.slug),
        (argument, "text", argument.key),
    ):
        record.refresh_from_db()
        found[key] = getattr(record, name)
    return found


def lost(texts: dict[str, str], curators: list[Curator]) -> int:
    """Edits that were answered as saved and that the records do not show."""
    missing = 0
    for key, text in texts.items():
        for curator in curators:
            missing += abs(curator.saved[key] - counters(text).get(curator.number, 0))
    return missing


def make_records() -> list[Any]:
    """Two claims of one source with its text, a topic, and an argument that both carry."""
    from advice.claims.anchoring import digest
    from advice.models import Argument, ArgumentClaim, Claim, Position, Question, Source, Topic

    text = "Tea is poured. Bread is cut."
    block = {"kind": "paragraph", "start": 0, "end": len(text), "level": 0, "ordered": False, "speaker": None}
    source = Source.objects.create(
        slug="tea", title="Tea", text=text, length=len(text), text_sha256=digest(text), blocks=[block]
    )
    topic = Topic.objects.create(slug="custom", name="Custom", description="0:0 1:0")
    claims = []
    for number, (start, end) in enumerate(((0, 14), (15, 28)), 1):
        place = {"start": start, "end": end, "sha256": digest(text[start:end]), "anchor_state": "exact"}
        claim = Claim.objects.create(
            key=f"tea-{number:03}", source=source, text="0:0 1:0", kind="opinion", **place
        )
        claim.topics.add(topic)
        claims.append(claim)
    question = Question.objects.create(slug="tea", title="Tea?")
    position = Position.objects.create(question=question, slug="drink", title="Drink it")
    argument = Argument.objects.create(
        position=position, key="warm", text="0:0 1:0", stance="pro", topic=topic
    )
    for order, claim in enumerate(claims):
        ArgumentClaim.objects.create(argument=argument, claim=claim, order=order)
    return [*claims, topic, argument]


def _client(number: int) -> Any:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user, _made = User.objects.get_or_create(username=f"curator-{number}", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client = Client()
    client.force_login(user)
    return client


def _set_up() -> None:
    import django
    from django.test.utils import setup_test_environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # a 409 is what is looked for
    setup_test_environment()


def _found() -> list[Any]:
    from advice.models import Argument, Claim, Topic

    return [
        *Claim.objects.select_related("source").order_by("key"),
        Topic.objects.get(),
        Argument.objects.get(),
    ]


def work(number: int, edits: int) -> None:
    """One curator's process: edits as JSON on the last line."""
    _set_up()
    chance = random.Random(number)
    curator = Curator(number, _client(number))
    choices = ways(*_found())
    for _edit in range(edits):
        for _pause in curator.edit(*chance.choice(choices)):
            time.sleep(chance.random() * 0.02)
    print(json.dumps({"saved": curator.saved, "told": curator.told}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--edits", type=int, default=500, help="edits of each curator (500)")
    parser.add_argument("--curators", type=int, default=2, help="2 to 9")
    parser.add_argument("--work-as", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work_as is not None:
        work(asked.work_as, asked.edits)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ADVICE_DATA"] = folder
        _set_up()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        make_records()
        for number in range(asked.curators):
            _client(number)
        begin = time.perf_counter()
        command = [sys.executable, "-m", "bench.curators", "--edits", str(asked.edits), "--work-as"]
        running = [
            subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE, text=True)
            for number in range(asked.curators)
        ]
        curators = []
        for number, process in enumerate(running):
            answer = json.loads(process.communicate()[0].splitlines()[-1])
            curators.append(Curator(number, None, Counter(answer["saved"]), answer["told"]))
        seconds = time.perf_counter() - begin
        missing = lost(texts(*_found()), curators)
        saved = sum(sum(one.saved.values()) for one in curators)
        told = sum(one.told for one in curators)
        print(
            f"{connection.vendor}: {asked.curators} curators, {saved} edits saved in {seconds:.0f} s, "
            f"{told} times somebody was told of another's edit, {missing} edits lost"
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
