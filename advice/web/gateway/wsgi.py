"""The WSGI side: an environ made from an ASGI scope, and an answer held whole until it is sent (PEP 3333)."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Scope = Mapping[str, Any]
Environ = dict[str, Any]
WSGIApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
IN_MEMORY = 1_000_000
"""Bytes of an answer that are kept in memory; a longer one goes to a temporary file."""
WITHOUT_PREFIX = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
WITHOUT_BODY = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
NOT_PASSED_ON = {b"proxy", b"transfer-encoding"}
"""`Proxy` would become HTTP_PROXY, which programs take for a setting; the body is not chunked any more."""


@dataclass(slots=True)
class Answer:
    """Status, headers and body of an answer; the body is read from its beginning."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: IO[bytes]
    length: int


def environ_of(scope: Scope, body: IO[bytes], length: int) -> Environ:
    """Return the WSGI environ of a request whose body of `length` bytes has been read into `body`."""
    host, port = scope.get("server") or ("localhost", 80)
    version = scope["http_version"]
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{version if '.' in version else version + '.0'}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        # X_Forwarded_For and X-Forwarded-For would have one name here, and a proxy sets the second alone.
        if b"_" in name or name in NOT_PASSED_ON:
            continue
        key = WITHOUT_PREFIX.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        text = value.decode("latin-1")
        if key in environ:
            text = f"{environ[key]}{'; ' if name == b'cookie' else ','}{text}"
        environ[key] = text
    if length:
        environ["CONTENT_LENGTH"] = str(length)  # a body of unknown length is counted by now
    return environ


def answer_of(application: WSGIApplication, environ: Environ) -> Answer:
    """Run the application and return its whole answer, so that no slow visitor keeps its thread."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed once it is sent

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], Any]:
        begun[:] = [(status, headers)]
        return body.write

    parts = application(environ, start)
    try:
        for part in parts:
            body.write(part)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()
    status, headers = begun[0]
    length = body.tell()
    body.seek(0)
    code = int(status.split(" ", 1)[0])
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    if code not in WITHOUT_BODY and not any(name == b"content-length" for name, _value in encoded):
        encoded.append((b"content-length", str(length).encode()))
    return Answer(code, encoded, body, length)
