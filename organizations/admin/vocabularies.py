"""Support services and client groups."""

from django.contrib import admin

from msn_kb.core.admin import VocabularyAdmin

from ..models import ClientGroup, SupportService

admin.site.register([ClientGroup, SupportService], VocabularyAdmin)
