"""/healthz: whether the site can answer, for whoever watches over it."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from advice.publication.models import Edition


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and has its tables, 503 with a sentence where it does not."""
    try:
        well = Edition.objects.exists()
    except DatabaseError:
        well = False
    if not well:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
