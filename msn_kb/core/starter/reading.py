"""From files to entries: everything that can be checked without writing."""

from __future__ import annotations

from collections.abc import Iterable

from .document import Mapping, read_entries
from .index import Index
from .kinds import Entry, Kind
from .place import Place
from .problems import Problems, did_you_mean
from .rows import check_columns, read_fields

Entries = dict[str, dict[str, Entry]]


def read_kinds(kinds: Iterable[Kind], problems: Problems, demonstration: bool = False) -> Entries:
    """The entries of every kind by key, in the order of the files. With ``demonstration`` only those of its files."""
    return {kind.name: _read_kind(kind, problems, demonstration) for kind in kinds}


def _read_kind(kind: Kind, problems: Problems, demonstration: bool) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for file, node in _nodes(kind, problems, demonstration):
        place = Place(file, node, problems, demonstration)
        values = read_fields(node, kind.fields, place, kind.one_of)
        if any(name not in values for name in kind.key) and not kind.one_of:
            continue  # told as missing already; without a key there is nothing to compare
        check_columns(kind.model, kind.columns, values, place)
        entry = Entry(kind, kind.key_of(values), values, place, is_faulty=bool(place.faulty))
        earlier = entries.get(entry.key)
        if earlier:
            where = f"{earlier.place.file}:{earlier.place.node.line}"
            entry.report(kind.key[0], entry.key, f"the same {kind.label} stands in {where} already")
            continue
        if demonstration and values.get("demonstration") is not True:
            entry.report("demonstration", None, "entries in demonstration/ say “demonstration: yes”")
        entries[entry.key] = entry
    return entries


def _nodes(kind: Kind, problems: Problems, demonstration: bool) -> list[tuple[str, Mapping]]:
    if kind.produced_by:
        return [] if demonstration else kind.produced_by(problems)
    if kind.folder is None:
        return []
    patterns = kind.demonstration_files if demonstration else kind.files
    found = []
    for pattern in patterns:
        for path in sorted(kind.folder.glob(pattern)):
            shown = f"{kind.folder.parent.name}/{kind.folder.name}/{path.relative_to(kind.folder).as_posix()}"
            found += [(shown, node) for node in read_entries(path, shown, problems)]
    return found


def check_references(entries: Entries, index: Index) -> None:
    """Every record that is named stands in the files or in the database; what does not is told with near matches."""
    everything = [entry for of_kind in entries.values() for entry in of_kind.values()]
    wanted: dict[str, set[str]] = {}
    for entry in everything:
        for mention in entry.place.mentions:
            wanted.setdefault(mention.to, set()).add(mention.key)
    for to, keys in wanted.items():
        index.find(to, keys)
    for entry in everything:
        for mention in entry.place.mentions:
            if mention.key in entries.get(mention.to, {}) or index.pk(mention.to, mention.key) is not None:
                continue
            known = {*entries.get(mention.to, {}), *index.known(mention.to)}
            entry.is_faulty = True
            label = index.kinds[mention.to].label
            expected = f"there is no such {label}{did_you_mean(mention.key, known)}"
            entry.place.problems.add(entry.place.file, mention.line, mention.field, mention.key, expected)


def check_circles(entries: Entries) -> None:
    """No entry leads back to itself through parents or originals."""
    for of_kind in entries.values():
        for entry in of_kind.values():
            for name in entry.kind.own_references:
                seen, key = [entry.key], entry.values.get(name)
                while key and key in of_kind and key not in seen:
                    seen.append(key)
                    key = of_kind[key].values.get(name)
                if key == entry.key:
                    entry.report(
                        name, entry.values[name], f"leads back to itself: {' → '.join([*seen, key])}"
                    )
