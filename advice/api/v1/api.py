"""The API as django-ninja serves it, and its OpenAPI document."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from advice.api.v1 import errors
from advice.api.v1.operations import router
from advice.api.v1.parameters import ListQuery, SearchQuery
from advice.api.v1.reference import Reference

ABOUT = """\
The published knowledge as JSON: claims in the curators' own words, each with the anchor of the passage it came
from. Nothing but reading, without a key, from the scripts of any site.

- Each answer has an `ETag`, which changes when the knowledge does. Send it back as `If-None-Match`, and what has
  not changed is 304 without a body.
- An error is `{"detail": "One sentence."}`.
- An empty value of a parameter is as none, but for numbers; a name that is no parameter is an error.
"""


class Readable(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document; ninja does not see that a value may be empty."""
        document = super().get_openapi_schema(**options)
        for query in (SearchQuery, ListQuery):  # told as parameters, and no part of an answer
            document["components"]["schemas"].pop(query.__name__)
        for operations in document["paths"].values():
            for parameter in operations["get"]["parameters"]:
                if parameter["in"] == "query":
                    _allow_empty(parameter)
        return document


def _allow_empty(parameter: dict[str, Any]) -> None:
    """Let a value of the parameter be empty, which is as none."""
    for values in (parameter["schema"].get("items", {}), *parameter["schema"].get("allOf", [])):
        if "enum" in values:
            values["enum"] = ["", *values["enum"]]


api = Api(
    title="For and against",
    version="1",
    description=ABOUT,
    urls_namespace="api-v1",
    docs=Reference(),
    renderer=Readable(),
)
api.add_router("", router)
errors.install(api)
