"""Signing in and out, and looking after one's password."""

from django.contrib.auth import urls as auth_urls

urlpatterns = auth_urls.urlpatterns
