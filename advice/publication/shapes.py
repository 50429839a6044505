"""Other shapes of a public page: the same content as JSON and as Markdown, at its address with a suffix.

    path("topics/<slug:slug>.<shape:shape>", public_page(views.topic_in_shape), name="topic")

A page has one function that gives its content as plain data. The data is the JSON, and it is the
context of the Markdown template, so that both say the same.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import register_converter


@dataclass(frozen=True, slots=True)
class Shape:
    suffix: str
    media_type: str


JSON = Shape("json", "application/json")
MARKDOWN = Shape("md", "text/markdown; charset=utf-8")
SHAPES = {shape.suffix: shape for shape in (JSON, MARKDOWN)}


class ShapeConverter:
    """`<shape:shape>` in an address: the suffix of a shape."""

    regex = "|".join(SHAPES)

    def to_python(self, value: str) -> Shape:
        return SHAPES[value]

    def to_url(self, value: Shape | str) -> str:
        return value if isinstance(value, str) else value.suffix


register_converter(ShapeConverter, "shape")


def in_shape(
    request: HttpRequest, shape: Shape, data: dict[str, Any], template: str, page: str
) -> HttpResponse:
    """`data` as `shape`; `template` writes the Markdown, `page` is the address of the page it is a shape of."""
    if shape is JSON:
        response: HttpResponse = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    else:
        text = render_to_string(template, data)
        response = HttpResponse(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", content_type=shape.media_type)
    # Other sites' scripts may read what anybody may read; search engines are to list the page itself.
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{request.build_absolute_uri(page)}>; rel="canonical"'
    return response


def site(request: HttpRequest) -> str:
    """The beginning of every address here: scheme and host, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
