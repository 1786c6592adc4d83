"""What members write on the site: lessons of their own, and changes proposed to any entry.

``lesson_form`` and ``correction_form`` are the two forms, ``citation_forms`` the rows of citations in both,
``lists`` the lists of boxes to tick, ``sections`` how a page arranges them all, ``saving`` writes a draft, and
``standing`` tells a person where their contributions stand.
"""
