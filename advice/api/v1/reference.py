"""The page that documents the API, made from its OpenAPI document: no script, no style but the site's own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
    "date-time": "date and time",
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type in words; `model` is the name of the kind of object that it is or holds, or ""."""

    before: str = ""
    model: str = ""
    after: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, or a field of an answer."""

    name: str
    type: Type
    about: str
    default: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An address and what it answers; `link` leads there where it needs no name of a record."""

    name: str
    path: str
    link: str
    summary: str
    about: str
    parameters: tuple[Entry, ...]
    answer: Type


@dataclass(frozen=True, slots=True)
class Model:
    """A kind of object in the answers."""

    name: str
    about: str
    fields: tuple[Entry, ...]


class Reference(DocsBase):
    """Renders templates/api/docs.html."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        document = api.get_openapi_schema(path_params=kwargs)
        context = {
            "about": document["info"]["description"],
            "operations": list(operations(document)),
            "models": list(models(document)),
            "document_url": self.get_openapi_url(api, kwargs),
        }
        return render(request, "api/docs.html", context)


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI document, in its order."""
    for path, methods in document["paths"].items():
        operation = methods["get"]
        answer = operation["responses"][200]["content"]["application/json"]["schema"]
        yield Operation(
            name=operation["operationId"],
            path=path,
            link="" if "{" in path else path,
            summary=operation["summary"],
            about=operation.get("description", ""),
            parameters=tuple(_parameter(document, entry) for entry in operation["parameters"]),
            answer=type_of(document, answer),
        )


def models(document: dict[str, Any]) -> Iterator[Model]:
    """The kinds of objects of an OpenAPI document, by name; plain values are told where they stand."""
    for name, schema in sorted(document["components"]["schemas"].items()):
        if schema.get("type") == "object":
            required = schema.get("required", ())
            fields = (
                Entry(
                    field, type_of(document, about), about.get("description", ""), "", field not in required
                )
                for field, about in schema["properties"].items()
            )
            yield Model(name, schema.get("description", ""), tuple(fields))


def _parameter(document: dict[str, Any], parameter: dict[str, Any]) -> Entry:
    schema = parameter["schema"]
    default = schema.get("default")
    return Entry(
        name=parameter["name"],
        type=type_of(document, schema),
        about=parameter.get("description", ""),
        default="" if default in (None, "", [], False) else str(default),
        optional=not parameter["required"],
    )


def type_of(document: dict[str, Any], schema: dict[str, Any]) -> Type:
    """The type that a JSON schema describes."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        known = document["components"]["schemas"][name]
        return Type(model=name) if known.get("type") == "object" else type_of(document, known)
    if "allOf" in schema:
        return type_of(document, schema["allOf"][0])
    if "anyOf" in schema:
        inner = next(entry for entry in schema["anyOf"] if entry.get("type") != "null")
        return replace(type_of(document, inner), after=" or null")
    if schema.get("type") == "array":
        return _list_of(type_of(document, schema["items"]))
    if "enum" in schema:
        return Type("one of", values=tuple(map(str, schema["enum"])))
    if "minimum" in schema and "maximum" in schema:
        most = f"{schema['maximum']:,}" if schema["maximum"] >= 10_000 else schema["maximum"]
        return Type(f"{WORDS[schema['type']]} from {schema['minimum']} to {most}")
    return Type(WORDS[schema.get("format", schema["type"])])


def _list_of(inner: Type) -> Type:
    if inner.values:
        return replace(inner, before="any of")
    return replace(inner, before="list of " if inner.model else f"list: {inner.before}")
