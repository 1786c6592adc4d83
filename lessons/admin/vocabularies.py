"""Tracks, phases and audiences."""

from django.contrib import admin

from msn_kb.core.admin import VocabularyAdmin

from ..models import Audience, Phase, Track

admin.site.register([Audience, Phase, Track], VocabularyAdmin)
