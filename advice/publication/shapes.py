"""Other shapes of a public page: the same content at its address with a suffix.

    path("topics/<slug:slug>.<shape:shape>", public_shape(shape_views.topic), name="topic")

A page has one function that gives its content as plain data, and `Writers` that make each shape of the
data, so that all say the same. The data itself is the JSON.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import register_converter

from advice.publication.pages import public_page

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
SHAPES = {shape.suffix: shape for shape in (MARKDOWN, JSON)}
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
    """How the data of one kind of page becomes the shapes that are more than the data. `markdown` is a template."""

    markdown: str

    def write(self, shape: Shape, data: Data) -> str:
        if shape is MARKDOWN:
            text = render_to_string(self.markdown, data)
            return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
        return json.dumps(data, ensure_ascii=False, indent=1)


def in_shape(request: HttpRequest, shape: Shape, data: Data, writers: Writers, page: str) -> HttpResponse:
    """`data` as `shape`; `page` is the address of the page it is a shape of."""
    response = HttpResponse(writers.write(shape, data), content_type=shape.media_type)
    # Search engines are to list the page itself.
    response["Link"] = f'<{request.build_absolute_uri(page)}>; rel="canonical"'
    return response


def address_in(shape: Shape, page: str) -> str:
    """The address of `page` in `shape`."""
    return f"{page.rstrip('/')}.{shape.suffix}"


def public_shape(view: View[Parameters]) -> View[Parameters]:
    """A public page that scripts of other sites may read too: it is the same for everybody."""
    by_edition = public_page(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        response = by_edition(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return wrapped


def site(request: HttpRequest) -> str:
    """The beginning of every address here: scheme and host, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
