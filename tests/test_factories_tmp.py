import pytest
from django.apps import apps
from tests import factories as f
@pytest.mark.django_db
def test_all():
    made=set()
    for n,c in list(vars(f).items()):
        if isinstance(c,type) and issubclass(c,f.RecordFactory) and not c._meta.abstract:
            r=c(); r.full_clean(exclude=[]) if n!='UserFactory' else None
            made.add(type(r))
    all_={m for a in ('lessons','organizations') for m in apps.get_app_config(a).get_models()}
    print(all_-made)
    assert not all_-made
    x=f.LessonFactory(cited=True, themes=[f.ThemeFactory()])
    assert x.citations.count()==1 and x.themes.count()==1
    u=f.UserFactory(curator=True, member=True); assert u.groups.count()==1 and u.has_perm('lessons.change_lesson') and u.organization
