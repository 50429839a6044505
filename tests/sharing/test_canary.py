"""Links with words that stand nowhere else, all the way from making to revoking; then those words are looked for
wherever they must not be. CANARIES=1000 runs as many, and -s says what was looked through."""

import os
import re
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from secrets import token_hex
from urllib.parse import urljoin

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command
from django.db import connection
from django.test import Client

CANARIES = int(os.environ.get("CANARIES", "8"))
NEW = "/shares/new/phd/do-it/"
MOST_PAGES, MOST_OF_CURATORS = 400, 100
SEARCHES = 20
OURS = {
    "advice_sharelink",
    "advice_arrangedargument",
    "advice_presetsituation",
    "advice_answers",
    "advice_mark",
    "advice_statedsituation",
}
"""The tables where labels, notes, lines and words are kept, by design."""


@dataclass
class Secrets:
    tokens: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def word(self) -> str:
        word = f"canary{token_hex(8)}"
        self.words.add(word)
        return word

    def found_in(self, text: str, *, only_tokens: bool = False) -> set[str]:
        """Those secrets that stand in `text`. All have the shape that is looked for, so one pass is enough."""
        tokens = self.tokens.intersection(re.findall(r"[A-Za-z0-9_-]{43}", text))
        return (
            tokens
            if only_tokens
            else tokens | self.words.intersection(re.findall(r"canary[0-9a-f]{16}", text))
        )


def live_through(mentor: Client, filled: dict, secrets: Secrets, number: int) -> None:
    """One link: made, looked at by a bot, opened, answered, read, revoked, tried again."""
    made = mentor.post(
        NEW,
        filled
        | {
            "reference": re.sub(r"[^a-z0-9]", "a", token_hex(6)),
            "label": secrets.word(),
            "note": f"Dear **{secrets.word()}**",
            "page": "frozen" if number % 2 else "live",
            "do-it--doors-treatment": "pinned",
            "do-it--doors-line": secrets.word(),
        },
    )
    assert made.status_code == 201
    token = made.context["address"].rstrip("/").rpartition("/")[2]
    page, mentors_page = f"/s/{made.context['link'].reference}/", made.context["link"].get_absolute_url()
    secrets.tokens.add(token)
    Client().get(f"/s/{token}/")
    Client(enforce_csrf_checks=True).post(f"/s/{token}/")
    Client().get(f"/s/{token}")
    mentee = Client()
    mentee.get(f"/s/{token}/")
    assert mentee.post(f"/s/{token}/", follow=True).status_code == 200
    mentee.post(f"{page}begin/", {"leaning": "-1"})
    answers = {
        "do-it--doors-reaction": "question",
        "do-it--doors-words": secrets.word(),
        "do-it--stipend-reaction": "matters",
        "do-it--stipend-words": secrets.word(),
    }
    mentee.post(f"{page}answer/", answers | {"step": "send"})
    assert secrets.found_in(mentee.get(page).content.decode()), "the mentee sees them"
    mentee.get(f"{page}page.md")
    mentee.get(f"{page}?see=nonsense")
    assert secrets.found_in(mentor.get(mentors_page).content.decode()), "the mentor sees them"
    mentor.get("/shares/")
    mentor.post(f"{mentors_page}revoke/")
    assert mentee.get(page).status_code == 410
    assert Client().get(f"/s/{token}/").status_code == 410


def dump() -> dict[str, str]:
    """Every row of every table, as text."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            tables[table] = "\n".join(map(str, cursor.fetchall()))
    # What a session holds is packed and signed, so that its row does not show it.
    tables["sessions"] = "\n".join(str(session.get_decoded()) for session in Session.objects.all())
    assert tables["sessions"]
    return tables


PUBLIC = ("/", "/sitemap.xml", "/robots.txt", "/feeds/claims.atom", "/api/v1/claims", "/api/v1/openapi.json")
ELSEWHERE = ("/static/", "/accounts/")


def crawl(
    client: Client,
    begin: tuple[str, ...] = PUBLIC,
    leave: tuple[str, ...] = ("/admin/",),
    most: int = MOST_PAGES,
) -> dict[str, str]:
    """Every page that a link leads to, and what programs read."""
    waiting = deque(begin)
    pages: dict[str, str] = {}
    while waiting and len(pages) < most:
        address = waiting.popleft().partition("#")[0]
        if address in pages or address.startswith(ELSEWHERE + leave):
            continue
        response = client.get(address)
        pages[address] = b"".join(response).decode(errors="replace")
        links = re.findall(r'(?:href="|<loc>|"url": ?")((?:http://testserver)?[/?][^"<]*)', pages[address])
        waiting.extend(
            urljoin(address, link.replace("&amp;", "&").removeprefix("http://testserver")) for link in links
        )
    return pages


@pytest.mark.django_db
def test_nothing_that_two_people_shared_is_anywhere_else(
    mentoring, position, curator, settings, log, tmp_path
):
    settings.RATELIMIT_ENABLE = False
    form = mentoring.get(NEW).context["form"]
    filled = {entry.html_name: entry.value() for entry in form if entry.value() not in (None, False)}
    secrets = Secrets()
    stranger = Client()
    crawl(stranger)
    for number in range(CANARIES):
        live_through(mentoring, filled, secrets, number)
    assert len(secrets.tokens) == CANARIES
    assert len(secrets.words) == 5 * CANARIES

    tables = dump()
    assert secrets.found_in(tables["advice_sharelink"]), "they are kept where they belong"
    for table, rows in tables.items():
        assert not secrets.found_in(rows, only_tokens=table in OURS), table

    pages = crawl(stranger)
    for word in sorted(secrets.words)[:SEARCHES]:
        nowhere = f"canary{token_hex(8)}"
        for search in ("/search/?q=", "/api/v1/search?q="):
            # A page of results repeats what was asked for; apart from that, the word is as unknown as any other.
            found, unknown = (
                re.sub(r'"took_ms": ?[\d.]+', "", stranger.get(search + q).content.decode().replace(q, ""))
                for q in (word, nowhere)
            )
            assert found == unknown, search
    assert len(pages) > 20
    assert {".json", ".md", ".atom", ".xml", ".txt"} <= set(map(ending, pages))
    for address, page in pages.items():
        assert not secrets.found_in(page), address

    curating = Client()
    curating.force_login(curator)
    of_curators = crawl(curating, ("/admin/", "/shares/"), leave=(), most=MOST_OF_CURATORS)
    assert len(of_curators) > 50
    for address, page in of_curators.items():
        assert not secrets.found_in(page), address

    call_command("export_knowledge", str(tmp_path))
    exported = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert "Stipends are low." in exported
    assert not secrets.found_in(exported)

    assert "CSRF" in log.getvalue()
    assert not secrets.found_in(log.getvalue())
    for name in ("default", "pages", "variants"):
        cache = caches[name]
        assert isinstance(cache, LocMemCache)
        kept = "".join(map(str, cache._cache.items()))
        assert not secrets.found_in(kept), name
    assert caches["pages"]._cache, "public pages were kept"
    sys.stdout.write(
        f"\n{connection.vendor}: {CANARIES} links, {len(secrets.tokens)} tokens, {len(secrets.words)} words; "
        f"{len(tables)} tables of {sum(map(len, tables.values())):,} characters, {len(pages)} public pages, "
        f"{len(of_curators)} pages of a curator, {len(exported):,} characters exported, "
        f"{len(log.getvalue()):,} logged\n"
    )


def ending(address: str) -> str:
    return PurePosixPath(address.partition("?")[0]).suffix
