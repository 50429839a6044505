"""Frames of HTTP/2 made by hand, because no client of the protocol would send what is wrong on purpose (RFC 9113)."""

import socket
import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY = 0, 1, 3, 4, 7
END_STREAM, END_HEADERS = 1, 4
REFUSED_STREAM = 7
INITIAL_WINDOW_SIZE = 4


def frame(kind: int, flags: int = 0, stream: int = 0, payload: bytes = b"") -> bytes:
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(**values: int) -> bytes:
    numbers = {"window": INITIAL_WINDOW_SIZE}
    return frame(
        SETTINGS, payload=b"".join(struct.pack(">HI", numbers[name], n) for name, n in values.items())
    )


def request(
    stream: int, method: str, path: str, host: str, *headers: tuple[str, str], flags: int = 0
) -> bytes:
    """Return the frame that begins a request; END_STREAM in `flags` says that it has no body."""
    pseudo = [(":method", method), (":scheme", "https"), (":authority", host), (":path", path)]
    block = b"".join(b"\x00" + text(name) + text(value) for name, value in [*pseudo, *headers])
    return frame(HEADERS, END_HEADERS | flags, stream, block)


def text(value: str) -> bytes:
    """Return a string of HPACK, uncompressed and shorter than 127 bytes."""
    assert len(value) < 127
    return bytes([len(value)]) + value.encode()


def frames(connection: socket.socket) -> list[tuple[int, int, int, bytes]]:
    """Return what comes until the other side ends the connection or says nothing for a while."""
    received, found = b"", []
    try:
        while part := connection.recv(65536):
            received += part
    except (TimeoutError, ConnectionResetError):
        pass
    while len(received) >= 9:
        length = int.from_bytes(received[:3], "big")
        kind, flags, stream = struct.unpack(">BBI", received[3:9])
        found.append((kind, flags, stream, received[9 : 9 + length]))
        received = received[9 + length :]
    return found
