"""Every kind of page that is judged by axe, by the name under which the site's own statement lists it."""

from __future__ import annotations

PAGES = {
    "home": "/",
    "list": "/lessons/?page_size=10",
    "filtered list": "/lessons/?theme=inclusion&kind=recommendation&year_min=2010&sort=title",
    "search with partial matches": "/lessons/?q=ecowas mali",
    "search in Arabic": "/lessons/?q=الوساطة",
    "page between others": "/lessons/?page=6&page_size=10",
    "misunderstood address": "/lessons/?track=IX&theme=concepts&year_min=soon&sort=colour&page=none",
    "empty result": "/lessons/?q=xylophone&theme=funding",
    "English lesson": "/lessons/appointed-mediators-may-lack-skills/",
    "French lesson": "/lessons/financer-les-processus-de-paix-et-de-mediation-avec-souplesse-et-dans-la-duree/",
    "Spanish lesson": "/lessons/un-equipo-de-mediacion-con-vision-de-conjunto-puede-evitar-procesos-paralelos/",
    "Arabic lesson": "/lessons/tadrib-fariq-al-mabuth-madkhal-ila-amaliyyat-al-wisata/",
    "about: what this is": "/about/",
    "about: how entries are made": "/about/entries/",
    "about: licence": "/about/licence/",
    "about: privacy": "/about/privacy/",
    "about: accessibility": "/about/accessibility/",
    "about: names and boundaries": "/about/names/",
    "sign-in": "/accounts/login/?next=/lessons/",
    "password reset": "/accounts/password_reset/",
    "password reset, sent": "/accounts/password_reset/done/",
    "password reset, broken link": "/accounts/reset/MQ/broken/",
}
REFUSED = {"missing page": ("/lessons/no-such-entry/", 404), "unreadable request": ("/lessons/?q=%00", 400)}
MEMBERS_PAGES = {
    "home, signed in": "/",
    "list, signed in": "/lessons/?q=demonstration",
    "AMBER lesson": "/lessons/demonstration-amber-entry-for-owning-organizations/",
    "password change": "/accounts/password_change/",
}
# Pages in a state that somebody must bring about first; each has a test of its own.
FAILURE = "failure of the program"
UNAVAILABLE = "database out of reach"
EXPIRED_FORM = "expired form"
FORM_WITH_ERRORS = "form with errors"
NEW_PASSWORD = "form of a new password"
OPEN_SECTIONS = "list with all filters open"
OPEN_MENU = "list with the account's menu open"
OPEN_NAVIGATION = "list with the main menu open, in a narrow window"
OPEN_DRAWER = "list with the drawer of filters open, in a narrow window"
STATES = (
    FAILURE,
    UNAVAILABLE,
    EXPIRED_FORM,
    FORM_WITH_ERRORS,
    NEW_PASSWORD,
    OPEN_SECTIONS,
    OPEN_MENU,
    OPEN_NAVIGATION,
    OPEN_DRAWER,
)

NAMES = (*PAGES, *REFUSED, *MEMBERS_PAGES, *STATES)
