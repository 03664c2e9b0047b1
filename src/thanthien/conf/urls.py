"""Every address of the house. The commune's prefix (``/xa/<code>/``) is taken off by ``web.middleware``."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
