"""The addresses of the API, each answered by edition and to be read only."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from advice.api.v1.access import read_only
from advice.api.v1.api import api
from advice.api.v1.operations import router
from advice.publication.pages import public_answer, public_page
from advice.publication.parameters import NO_PARAMETERS

KEPT = {"openapi-json", "openapi-view"}
"""Addresses whose answers are worth keeping: there are few, and each is asked for often."""
WITH_QUERY = {
    operation.view_func.__name__
    for view in router.path_operations.values()
    for operation in view.operations
    if any(model.__ninja_param_source__ == "query" for model in operation.models)
}
"""Operations that read parameters. Each refuses the ones it does not know, so that no typing error is ignored."""
patterns, application, namespace = api.urls


def guarded(pattern: URLPattern | URLResolver) -> URLPattern:
    """The pattern with a view that answers 304 before an operation runs, and nothing but GET."""
    assert isinstance(pattern, URLPattern)  # noqa: S101 - django-ninja nests none
    by_edition = public_page if pattern.name in KEPT else public_answer
    known = None if pattern.name in WITH_QUERY else NO_PARAMETERS
    view = read_only(by_edition(pattern.callback, known))
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


to_docs = RedirectView.as_view(pattern_name="api-v1:openapi-view")

urlpatterns = [
    path("api/", to_docs),
    path("api/v1/", to_docs),
    path("api/v1/", ([guarded(pattern) for pattern in patterns], application, namespace)),
]
