"""The site's addresses, and one more: the empty page that the others are measured against."""

from django.shortcuts import render
from django.urls import include, path


def empty(request):
    """The empty signed-in page: the frame that every page has, and nothing in it."""
    return render(request, "base.html")


urlpatterns = [path("empty/", empty), path("", include("debtsite.urls"))]
