"""The addresses of search."""

from django.urls import path

from advice.publication.pages import public_answer
from advice.search import views
from advice.search.forms import SearchForm

QUERY = {"q": SearchForm.base_fields["q"]}

urlpatterns = [
    path("search/", public_answer(views.results, SearchForm.base_fields), name="search"),
    path("search/suggest/", public_answer(views.suggestions, QUERY), name="search-suggest"),
]
