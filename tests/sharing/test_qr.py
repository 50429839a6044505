"""The QR code that is drawn is the one that the library made."""

import re

import pytest
import segno

from advice.sharing.qr import QUIET, qr_code

ADDRESS = f"https://advice.example.org/s/{'x' * 43}/"


def test_the_path_draws_every_dark_module_and_no_other():
    code = qr_code(ADDRESS)
    drawn = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)
        for step in range(int(length))
    }
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    assert drawn == dark
    assert code.size == len(matrix) + 2 * QUIET


@pytest.mark.django_db
def test_it_stands_on_the_page_without_style_or_script(handed, mentoring):
    page = mentoring.post(f"{handed.mentors_page}replace/").content.decode()
    assert qr_code(re.search(r"http://testserver/s/[^<]+", page)[0]).path in page
    assert "style=" not in page
    assert "<script>" not in page
