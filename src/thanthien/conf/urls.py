"""Every address of the house. The commune's prefix (``/xa/<code>/``) is taken off by ``web.middleware``."""

from django.urls import URLPattern, URLResolver, include, path

from thanthien.ops import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("can-bo/", include("thanthien.office.urls")),
    path("cap-tren/", include("thanthien.office.urls_above")),
    path("api/v1/", include("thanthien.api.urls")),
    path("", include("thanthien.public.urls")),
    path("", include("thanthien.web.urls")),
]
handler400 = "thanthien.web.errors.bad_request"
handler403 = "thanthien.web.errors.denied"
handler404 = "thanthien.web.errors.no_address"
handler500 = "thanthien.web.errors.server_error"
