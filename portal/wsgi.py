"""What a WSGI server loads."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

# What all requests share is loaded now and never searched for garbage again: a search
# of it all stops every thread for a seventh of a second.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
