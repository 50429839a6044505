"""Requests byte by byte, from any address of this machine."""

import socket
import ssl

HOST = "advice.example.org"
PATIENCE = 20


def connect(port: int, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))


def secured(
    connection: socket.socket, name: str = HOST, protocols: tuple[str, ...] = ("http/1.1",)
) -> ssl.SSLSocket:
    """Begin TLS on a connection. Whose certificate it is does not matter here."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(list(protocols))
    return context.wrap_socket(connection, server_hostname=name)


def head(method: str, path: str, *headers: str, host: str = HOST) -> bytes:
    """Return the head of a request whose answer ends the connection."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def rest(connection: socket.socket) -> bytes:
    """Return what still comes until the other side ends the connection."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


def ask(port: int, request: bytes, source: str = "127.0.0.1") -> bytes:
    with connect(port, source) as connection:
        connection.sendall(request)
        return rest(connection)


def status(answer: bytes) -> int:
    """Return the status of an answer, or 0 where there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0
