"""docker-compose.yml: every setting can be given, and every container has as few rights as it can do with."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from advice.settings import KNOWN

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
NAMED = pytest.mark.parametrize("name", SERVICES)


def test_every_setting_is_passed_on_and_none_that_does_not_exist():
    ours = {name for name in SERVICES["web"]["environment"] if name.startswith("ADVICE_")}
    assert ours == {f"ADVICE_{name}" for name in KNOWN}


def test_no_other_name_of_a_setting_is_written():
    named = set(re.findall(r"\bADVICE_([A-Z_]+)\b", TEXT))
    assert named - {"IMAGE"} <= KNOWN


@NAMED
def test_a_container_has_few_rights_and_bounds(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service)
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert not service.get("privileged")
    assert "docker.sock" not in str(service)


def test_only_the_proxy_has_rights_back_and_ports():
    assert [name for name in SERVICES if "cap_add" in SERVICES[name]] == ["proxy"]
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert all(port.startswith("${BIND:-127.0.0.1}:") for port in SERVICES["proxy"]["ports"])


def test_the_database_meets_the_site_alone_and_only_inside():
    networks = {name: set(service["networks"]) for name, service in SERVICES.items()}
    assert networks["database"] == {"store"}
    assert [name for name in networks if "store" in networks[name]] == ["web", "database"]
    assert "public" not in networks["web"]
    for name in ("site", "store"):
        assert COMPOSE["networks"][name] == {"internal": True}
    assert COMPOSE["networks"]["outward"] == {"internal": "${WEB_INTERNAL:-true}"}


@NAMED
def test_a_container_has_a_health_check(name):
    own = "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()
    assert "healthcheck" in SERVICES[name] or (name == "web" and own)


@NAMED
def test_an_image_can_be_pinned(name):
    assert re.match(r"\$\{[A-Z]+_IMAGE:-[a-z]", SERVICES[name]["image"])


def test_digests_are_kept_in_a_file_beside_what_is_there(tmp_path):
    (tmp_path / "docker").write_text(
        '#!/bin/sh\n[ "$1" = pull ] || echo "docker.io/library/image@sha256:$(printf "%s" "$5" | cksum | cut -d" " -f1)"\n'
    )
    (tmp_path / "docker").chmod(0o755)
    env = tmp_path / ".env"
    env.write_text("ADVICE_HOSTS=advice.example.org\nNGINX_IMAGE=nginx:old@sha256:0\n")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    for _ in range(2):
        subprocess.run(["sh", ROOT / "deploy" / "digests.sh", env], env={"PATH": path}, check=True)
        lines = env.read_text().splitlines()
        assert lines[0] == "ADVICE_HOSTS=advice.example.org"
        assert [line.split("=")[0] for line in lines[1:]] == [
            "CERTBOT_IMAGE",
            "NGINX_IMAGE",
            "POSTGRES_IMAGE",
            "PYTHON_IMAGE",
        ]
        assert all(re.search(r"=[a-z/]+:[a-z0-9.-]+@sha256:\d+$", line) for line in lines[1:])


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="no docker-compose on this machine")
def test_docker_compose_accepts_the_file(tmp_path):
    environment = {"PATH": os.environ["PATH"], "POSTGRES_PASSWORD": "x", "HOME": str(tmp_path)}
    command = [
        "docker-compose",
        "--project-directory",
        tmp_path,
        "--file",
        ROOT / "docker-compose.yml",
        "config",
        "-q",
    ]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
