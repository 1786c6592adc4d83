"""Regions and countries, under codes that ISO 3166 and UN M49 never assign: they cannot meet the real ones."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase, ascii_uppercase, digits

import factory

from organizations import models as organizations

from .records import RecordFactory

ALPHA2 = ["".join(pair) for pair in product(ascii_lowercase + digits, repeat=2)]
ALPHA3 = [
    "X" + "".join(pair) for pair in product(ascii_uppercase[:24], ascii_uppercase) if pair != ("K", "X")
]


class RegionFactory(RecordFactory):
    class Meta:
        model = organizations.Region

    code = factory.Sequence(lambda n: str(999 - n % 160))
    name_en = factory.Sequence(lambda n: f"Region {n}")
    name_fr = factory.Sequence(lambda n: f"Région {n}")
    name_es = factory.Sequence(lambda n: f"Región {n}")
    name_ar = factory.Sequence(lambda n: f"منطقة {n}")


class CountryFactory(RecordFactory):
    class Meta:
        model = organizations.Country

    alpha2 = factory.Sequence(lambda n: ALPHA2[n % len(ALPHA2)])
    alpha3 = factory.Sequence(lambda n: ALPHA3[n % len(ALPHA3)])
    name_en = factory.Sequence(lambda n: f"Country {n}")
    name_fr = factory.Sequence(lambda n: f"Pays {n}")
    name_es = factory.Sequence(lambda n: f"País {n}")
    name_ar = factory.Sequence(lambda n: f"بلد {n}")
