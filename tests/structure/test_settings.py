"""Settings are read strictly: a wrong value is one clear line and a non-zero exit."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = ("ADVICE_", "DATABASE_URL", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | {"ADVICE_DATA": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"ADVICE_DEBGU": "on"}, "ADVICE_DEBGU is not a setting"),
        ({"ADVICE_DEBUG": "perhaps"}, "ADVICE_DEBUG"),
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"ADVICE_HOSTS": "*"}, "wildcard"),
        ({"ADVICE_SECRET_KEY": "short"}, "ADVICE_SECRET_KEY holds a key of 5 characters"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL must begin with"),
        ({"DATABASE_URL": "postgres://localhost"}, "names no database"),
        ({"ADVICE_POOL": "-1"}, "ADVICE_POOL"),
        ({"ADVICE_DATA": "/proc/nowhere"}, "/proc/nowhere"),
    ],
)
def test_a_wrong_value_is_one_line(tmp_path, environment, said):
    run = manage(tmp_path, "check", **environment)
    assert run.returncode == 2
    assert run.stderr.startswith("advice: ")
    assert run.stderr.count("\n") == 1
    assert said in run.stderr


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    assert manage(tmp_path, "check").returncode == 0
    key = tmp_path / "secret_key"
    first = key.read_text()
    assert len(first) > 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert manage(tmp_path, "check").returncode == 0
    assert key.read_text() == first


def test_production_settings_pass_djangos_deployment_check(tmp_path):
    run = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", ADVICE_HOSTS="advice.example.org")
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


@pytest.mark.parametrize(("environment", "debug"), [({}, "False"), ({"ADVICE_DEBUG": "on"}, "True")])
def test_debug_is_off_unless_asked(tmp_path, environment, debug):
    code = "from django.conf import settings; print(settings.DEBUG)"
    assert manage(tmp_path, "shell", "-v0", "-c", code, **environment).stdout.strip().endswith(debug)


@pytest.mark.parametrize(
    ("environment", "preload"),
    [
        ({}, "False"),
        ({"ADVICE_HSTS_PRELOAD": "on"}, "True"),
        ({"ADVICE_HSTS_PRELOAD": "on", "ADVICE_HTTPS": "off"}, "False"),
    ],
)
def test_hsts_asks_for_the_browsers_lists_only_where_it_was_set(tmp_path, environment, preload):
    code = "from django.conf import settings; print(settings.SECURE_HSTS_PRELOAD)"
    hosts = {"ADVICE_HOSTS": "advice.example.org"}
    run = manage(tmp_path, "shell", "-v0", "-c", code, **hosts, **environment)
    assert run.stdout.strip().endswith(preload)
