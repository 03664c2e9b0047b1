"""Addresses of the API; what is under none of them gets a problem document, too."""

from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from thanthien.api import door, problems

app_name = "api"
urlpatterns = [*door.patterns(), re_path(r"^", csrf_exempt(problems.not_there))]
