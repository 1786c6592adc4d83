"""Every kind of page that is judged by axe, by the name under which the site's own statement lists it."""

from __future__ import annotations

MALI = "ecowas-multi-stakeholder-mediation-in-mali"
OFFICES = "pick=ecowas-mediation-department&pick=eac-mediation-support&pick=mediation-support-project"
LESSONS = "pick=appointed-mediators-may-lack-skills&pick=complement-local-initiatives"

PAGES = {
    "home": "/",
    "lessons": "/lessons/?page_size=10",
    "lessons, filtered": "/lessons/?theme=inclusion&kind=recommendation&year_min=2010&sort=title",
    "lessons, search with partial matches": "/lessons/?q=ecowas mali",
    "lessons, search in Arabic": "/lessons/?q=الوساطة",
    "lessons, page between others": "/lessons/?page=6&page_size=10",
    "lessons, misunderstood address": "/lessons/?track=IX&theme=concepts&year_min=soon&sort=colour&page=none",
    "lessons, empty result": "/lessons/?q=xylophone&theme=funding",
    "English lesson": "/lessons/appointed-mediators-may-lack-skills/",
    "French lesson": "/lessons/financer-les-processus-de-paix-et-de-mediation-avec-souplesse-et-dans-la-duree/",
    "Spanish lesson": "/lessons/un-equipo-de-mediacion-con-vision-de-conjunto-puede-evitar-procesos-paralelos/",
    "Arabic lesson": "/lessons/tadrib-fariq-al-mabuth-madkhal-ila-amaliyyat-al-wisata/",
    "cases": "/cases/",
    "case": f"/cases/{MALI}/",
    "peace processes": "/processes/",
    "peace process with a timeline": "/processes/mindanao/",
    "peace process without years": "/processes/mali/",
    "organizations": "/organizations/?page_size=10",
    "organizations, filtered": "/organizations/?kind=regional&q=mediation",
    "organization": "/organizations/ecowas/",
    "network of organizations": "/organizations/msn/",
    "offices": "/offices/",
    "office": "/offices/ecowas-mediation-department/",
    "office of several hosts": "/offices/mediation-support-project/",
    "meetings": "/meetings/",
    "meeting": "/meetings/mediation-support-workshop-nairobi-2018/",
    "sources": "/sources/?page_size=10",
    "source": "/sources/msn-discussion-points-2022/",
    "themes": "/themes/",
    "theme": "/themes/inclusion/",
    "glossary": "/glossary/",
    "term": "/glossary/mediation/",
    "two terms side by side": "/glossary/contrasts/mediation-versus-negotiation/",
    "countries and regions": "/countries/",
    "country": "/countries/mli/",
    "country without an entry": "/countries/isl/",
    "region": "/regions/011/",
    "search of everything": "/search/?q=ECOWAS",
    "search of everything, one kind": "/search/?q=ECOWAS&type=organizations",
    "search of everything, nothing found": "/search/?q=xylophone",
    "search of everything, no words yet": "/search/",
    "search of everything, mistyped": "/search/?q=mediaton",
    "search of everything, a country named": "/search/?q=women+Mali",
    "lessons, a field that names nothing": "/lessons/?q=theme:nothing+country:MLI",
    "comparison of offices": f"/offices/compare/?{OFFICES}",
    "comparison of lessons": f"/lessons/compare/?{LESSONS}",
    "comparison of too few": "/organizations/compare/?pick=ecowas&pick=nobody",
    "values of a filter": "/lessons/by/organization/",
    "values of a filter, found by name": "/lessons/by/organization/?find=united&kind=recommendation",
    "values of a filter, in levels": "/lessons/by/region/?region=002",
    "gaps by theme and phase": "/lessons/matrix/",
    "gaps by theme and region, filtered": "/lessons/matrix/?columns=region&theme=inclusion",
    "lessons by year and source": "/lessons/timeline/",
    "map of lessons and processes": "/lessons/map/",
    "map of processes": "/processes/map/",
    "picture of nothing": "/lessons/matrix/?q=xylophone",
    "about: what this is": "/about/",
    "about: how entries are made": "/about/entries/",
    "about: licence": "/about/licence/",
    "about: privacy": "/about/privacy/",
    "about: accessibility": "/about/accessibility/",
    "about: names and boundaries": "/about/names/",
    "sign-in": "/accounts/login/?next=/lessons/",
    "password reset": "/accounts/password_reset/",
    "password reset, sent": "/accounts/password_reset/done/",
    "no sign-up": "/accounts/signup/",
    "confirmation of an address, broken link": "/accounts/confirm-email/broken/",
    "password reset, broken link": "/accounts/reset/1-broken/",
}
REFUSED = {"missing page": ("/lessons/no-such-entry/", 404), "unreadable request": ("/lessons/?q=%00", 400)}
MEMBERS_PAGES = {
    "home, signed in": "/",
    "lessons, signed in": "/lessons/?q=demonstration",
    "AMBER lesson": "/lessons/demonstration-amber-entry-for-owning-organizations/",
    "form of a lesson": "/lessons/new/",
    "own contributions": "/mine/",
    "suggestion of a correction": "/suggest/lesson/appointed-mediators-may-lack-skills/",
    "password change": "/accounts/password_change/",
    "change of the e-mail address": "/accounts/email/",
    "second factor": "/accounts/2fa/",
    "set-up of the second factor": "/accounts/2fa/totp/activate/",
    "sign-out": "/accounts/logout/",
}
# Pages in a state that somebody must bring about first; each has a test of its own.
FAILURE = "failure of the program"
UNAVAILABLE = "database out of reach"
TOO_MANY = "too many searches"
EXPIRED_FORM = "expired form"
FORM_WITH_ERRORS = "form with errors"
NEW_PASSWORD = "form of a new password"
OPEN_SECTIONS = "lessons with all filters open"
OPEN_MENU = "lessons with the account's menu open"
OPEN_NAVIGATION = "lessons with the main menu open, in a narrow window"
OPEN_DRAWER = "lessons with the drawer of filters open, in a narrow window"
OPEN_TABLES = "picture with its table open"
STYLE_GUIDE = "style guide of those who develop this site"
TICKED = "offices with two ticked for comparison"
STATES = (
    FAILURE,
    UNAVAILABLE,
    TOO_MANY,
    EXPIRED_FORM,
    FORM_WITH_ERRORS,
    NEW_PASSWORD,
    OPEN_SECTIONS,
    OPEN_MENU,
    OPEN_NAVIGATION,
    OPEN_DRAWER,
    OPEN_TABLES,
    TICKED,
    STYLE_GUIDE,
)

NAMES = (*PAGES, *REFUSED, *MEMBERS_PAGES, *STATES)
