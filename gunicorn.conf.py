"""How gunicorn serves the knowledge base; it reads this file by itself where it is started."""

import multiprocessing
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msn_kb.settings")

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

try:
    _ = settings.SECRET_KEY  # a setting that is wrong stops gunicorn here, in one line and before any worker
except ImproperlyConfigured as error:
    sys.exit(f"gunicorn: {error}")

wsgi_app = "msn_kb.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or min(2 * multiprocessing.cpu_count() + 1, 9))
worker_class = "gthread"
threads = 2
timeout = 120  # an export of everything takes a while
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 8190  # a list with many filters has a long address; anything longer is answered with 414
control_socket_disable = True  # systemd does the controlling, and the account has no home to keep a socket in
accesslog = "-"


def post_worker_init(worker):
    """Called in each worker when it has loaded the program."""
    from django.urls import get_resolver

    from msn_kb.core.memory import settle

    _ = get_resolver().url_patterns  # all views, which would be loaded with the first request
    settle()
