"""Web addresses in one form, so that two spellings of one address find one source."""

import re
from urllib.parse import quote, unquote, unquote_plus, urlsplit, urlunsplit

MAX_LENGTH = 500
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|tw|tt|y|d)clid|msclkid|gclsrc|[gw]braid|mc_[ce]id|_g[al]|_hsenc|_hsmi|hsa_\w+|igsh(?:id)?|"
    r"ref_src|ref_url|mkt_tok|vero_id|oly_(?:anon|enc)_id|spm|cmpid|trk(?:campaign)?|at_(?:medium|campaign)",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]+\]")
_PATH_SAFE = "/:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?%"


def normalise_url(url: str) -> str:
    """One spelling of a web address: scheme and host in lower case, no default port, fragment or tracking parameter.

    A path keeps its case, its trailing slash and its parameters in their order, because those can matter.
    Raises ValueError with one sentence on anything but an http or https address.
    """
    cleaned = url.strip()
    if any(character.isspace() or not character.isprintable() for character in cleaned):
        raise ValueError("A web address has no spaces and no control characters.")
    try:
        parts = urlsplit(cleaned)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("This is not a web address.") from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise ValueError("A web address begins with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("A web address with a user name or password is not taken.")
    host = _ascii_host(host)
    netloc = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)]
    query = "&".join(quote(pair, safe=_QUERY_SAFE) for pair in kept)
    normal = urlunsplit((scheme, netloc, _path(parts.path), query, ""))
    if len(normal) > MAX_LENGTH:
        raise ValueError(f"The web address is longer than {MAX_LENGTH} characters.")
    return normal


def _is_tracking(pair: str) -> bool:
    return bool(_TRACKING.fullmatch(unquote_plus(pair.partition("=")[0])))


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError("The host of the web address is not a name.") from None
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError("The web address has no valid host.")
    return host


def _path(path: str) -> str:
    """Escapes in upper case, unneeded ones undone, dot segments resolved."""
    segments: list[str] = []
    for segment in (path or "/").split("/")[1:]:
        if segment in {".", "%2e", "%2E"}:
            continue
        if segment == "..":
            del segments[-1:]
            continue
        segments.append(_segment(segment))
    trailing = path.endswith(("/.", "/.."))
    return "/" + "/".join(segments) + ("/" if trailing and segments else "")


def _segment(segment: str) -> str:
    """Escapes that stand for unreserved characters are undone; all others stay, in upper case."""
    pieces = re.split(r"(%[0-9a-fA-F]{2})", segment)
    out = []
    for piece in pieces:
        if re.fullmatch(r"%[0-9a-fA-F]{2}", piece):
            character = unquote(piece, errors="strict") if int(piece[1:], 16) < 128 else ""
            unreserved = character.isascii() and (character.isalnum() or character in "-._~")
            out.append(character if character and unreserved else piece.upper())
        else:
            out.append(quote(piece, safe=_PATH_SAFE))
    return "".join(out)
