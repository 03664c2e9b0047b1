"""The application that granian or gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from thanthien.core import wall

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thanthien.conf.base")
application = get_wsgi_application()
wall.stand(wall.NOTHING)
