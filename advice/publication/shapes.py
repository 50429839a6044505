"""Other shapes of a public page: the same content at its address with a suffix.

    path("topics/<slug:slug>.<shape:shape>", public_shape(shape_views.topic), name="topic")

A page has one function that gives its content as plain data, and `Writers` that make each shape of the
data, so that all say the same. The data itself is the JSON.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import register_converter
from django.views.decorators.csrf import csrf_exempt

from advice.publication.linked_data import Node, json_ld
from advice.publication.pages import public_page
from advice.publication.parameters import NO_PARAMETERS, Known
from advice.publication.reading import to_any_site, unread

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """`label` names it in a list of links, in no language."""

    suffix: str
    media_type: str
    label: str


JSON = Shape("json", "application/json", "JSON")
MARKDOWN = Shape("md", "text/markdown; charset=utf-8", "Markdown")
CSV = Shape("csv", "text/csv; charset=utf-8", "CSV")
JSON_LD = Shape("jsonld", "application/ld+json", "JSON-LD")
# No media type was ever registered for it; as plain text a browser shows it.
ARGDOWN = Shape("argdown", "text/plain; charset=utf-8", "Argdown")
SHAPES = {shape.suffix: shape for shape in (MARKDOWN, JSON, CSV, JSON_LD, ARGDOWN)}
"""In the order in which a page names them."""


class ShapeConverter:
    """`<shape:shape>` in an address: the suffix of a shape."""

    regex = "|".join(SHAPES)

    def to_python(self, value: str) -> Shape:
        return SHAPES[value]

    def to_url(self, value: Shape | str) -> str:
        return value if isinstance(value, str) else value.suffix


register_converter(ShapeConverter, "shape")


@dataclass(frozen=True, slots=True)
class Writers:
    """How the data of one kind of page becomes the shapes that are more than the data.

    `markdown` is a template; `graph` gives the nodes of linked data, for a site whose addresses begin so.
    """

    markdown: str
    table: Callable[[Data], str]
    graph: Callable[[Data, str], Iterable[Node]]
    argdown: Callable[[Data], str]


def in_shape(request: HttpRequest, shape: Shape, data: Data, writers: Writers, page: str) -> HttpResponse:
    """`data` as `shape`; `page` is the address of the page it is a shape of."""
    response = HttpResponse(_written(request, shape, data, writers, page), content_type=shape.media_type)
    response["Link"] = _links(request, data, page)
    return response


def _links(request: HttpRequest, data: Data, page: str) -> str:
    """The page itself, which search engines are to list; and what comes next of a list in pages."""
    links = f'<{request.build_absolute_uri(page)}>; rel="canonical"'
    if data.get("page", 1) < data.get("pages", 1):
        query = request.GET.copy()
        query["page"] = str(data["page"] + 1)
        links += f', <{request.build_absolute_uri(f"{request.path}?{query.urlencode()}")}>; rel="next"'
    return links


def _written(request: HttpRequest, shape: Shape, data: Data, writers: Writers, page: str) -> str:
    if shape is MARKDOWN:
        text = render_to_string(writers.markdown, data)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    if shape is CSV:
        return writers.table(data)
    if shape is JSON_LD:
        here, entity = site(request), request.build_absolute_uri(page)
        return json_ld(here, request.build_absolute_uri(), entity, writers.graph(data, here))
    if shape is ARGDOWN:
        return writers.argdown(data)
    return json.dumps(data, ensure_ascii=False, indent=1)


def address_in(shape: Shape, page: str) -> str:
    """The address of `page` in `shape`."""
    return f"{page.rstrip('/')}.{shape.suffix}"


def public_shape(view: View[Parameters], known: Known = NO_PARAMETERS) -> View[Parameters]:
    """A public page that can only be read, and that scripts of other sites may read too."""
    by_edition = public_page(view, known)

    @csrf_exempt  # what only reads needs no token to be refused by
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        return to_any_site(unread(request) or by_edition(request, *args, **kwargs))

    return wrapped


def site(request: HttpRequest) -> str:
    """The beginning of every address here: scheme and host, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
