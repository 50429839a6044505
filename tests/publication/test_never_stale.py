"""Somebody edits while others read: no page is older than what was committed before it was asked for."""

import re
import threading
import urllib.request

import pytest
from django.db import connection

from advice.models import Claim
from tests import records

EDITS, MOST_EDITS = 60, 5_000
READS = 20


@pytest.mark.django_db(transaction=True)
def test_no_reader_sees_an_older_page_than_the_last_edit(live_server):
    claim = records.claim("Edit 0 of many.")
    address = live_server.url + claim.get_absolute_url()
    committed, stale, reads = [0], [], [0]
    done = threading.Event()

    def read() -> None:
        etag = ""
        body = ""
        while not done.is_set():
            before = committed[0]
            request = urllib.request.Request(address, headers={"If-None-Match": etag} if etag else {})
            try:
                with urllib.request.urlopen(request, timeout=20) as response:
                    body, etag = response.read().decode(), response.headers["ETag"]
            except urllib.error.HTTPError as error:
                if error.code != 304:
                    raise
            shown = int(re.search(r"Edit (\d+) of many", body).group(1))
            reads[0] += 1
            if shown < before:
                stale.append((shown, before))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, MOST_EDITS):
            if number > EDITS and reads[0] > READS:
                break
            Claim.objects.filter(pk=claim.pk).update(text=f"Edit {number} of many.")
            committed[0] = number
    finally:
        done.set()
        for reader in readers:
            reader.join()
        connection.close()
    assert not stale
    assert reads[0] > READS
