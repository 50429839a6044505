"""A stand-in for the site: it records what reaches it, and answers when it may."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: HTTPMessage
    body: bytes


@dataclass
class Upstream:
    port: int = 0
    begun: list[str] = field(default_factory=list)
    """Paths of requests whose head has arrived."""
    requests: list[Request] = field(default_factory=list)
    """Requests that have arrived whole."""
    may_answer: threading.Event = field(default_factory=threading.Event)
    """Requests of a path with `/held` wait for this."""

    def to(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_arguments: object) -> None:
        """Write nothing: the proxy ends connections whose visitors have left."""


@contextmanager
def upstream() -> Iterator[Upstream]:
    recorded = Upstream()
    recorded.may_answer.set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def answer(self) -> None:
            recorded.begun.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            recorded.requests.append(Request(self.command, self.path, self.headers, body))
            if self.path.endswith("/dropped"):
                self.close_connection = True
                return
            if self.path.endswith("/held"):
                recorded.may_answer.wait(30)
            answer = b"the site's answer"
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that the base class calls

        def log_message(self, *_arguments: object) -> None:
            """Write nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    recorded.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield recorded
    finally:
        recorded.may_answer.set()
        server.shutdown()
        thread.join()
        server.server_close()
