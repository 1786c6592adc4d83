"""YAML in which every scalar is text and every value knows its line.

PyYAML's own constructor would read ``no`` as false, ``2018`` as a number and ``1992-01-16`` as a date, and would
forget where each stood. Its composer gives the nodes before any of that happens.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from .problems import Problems


class Text(str):
    """A scalar and the line on which it stands."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int) -> Text:
        text = super().__new__(cls, value)
        text.line = line
        return text


class Sequence(list[Any]):
    """A list of values and the line on which it begins."""

    def __init__(self, items: Any, line: int) -> None:
        super().__init__(items)
        self.line = line


class Mapping(dict[Any, Any]):
    """Names with their values, and the line on which the first of them stands."""

    def __init__(self, items: Any, line: int) -> None:
        super().__init__(items)
        self.line = line

    def line_of(self, name: str) -> int:
        """The line of ``name``'s value; of the mapping itself where the name is missing."""
        return getattr(self.get(name), "line", self.line)


def read_entries(path: Path, shown: str, problems: Problems) -> list[Mapping]:
    """The entries of one file, which is a list of mappings; errors go to ``problems`` under the name ``shown``."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        problems.add(shown, 1, "", None, f"the file is not UTF-8 text ({error.reason} at byte {error.start})")
        return []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(shown, mark.line + 1 if mark else 1, "", None, f"no valid YAML: {error.problem}")
        return []
    except yaml.YAMLError as error:
        problems.add(shown, 1, "", None, f"no valid YAML: {error}")
        return []
    if root is None:
        return []
    content = _value(root, shown, problems)
    if not isinstance(content, Sequence):
        problems.add(shown, 1, "", None, "expected a list of entries, each beginning with “- ”")
        return []
    entries = [entry for entry in content if isinstance(entry, Mapping)]
    for entry in content:
        if not isinstance(entry, Mapping):
            problems.add(shown, entry.line, "", entry, "expected an entry with named fields")
    return entries


def _value(node: yaml.Node, shown: str, problems: Problems) -> Text | Sequence | Mapping:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Sequence([_value(item, shown, problems) for item in node.value], line)
    if isinstance(node, yaml.MappingNode):
        items: dict[Any, Any] = {}
        for name_node, value_node in node.value:
            name = Text(str(name_node.value), name_node.start_mark.line + 1)
            if name in items:
                problems.add(shown, name.line, name, None, "the field is given twice in this entry")
            items[name] = _value(value_node, shown, problems)
        return Mapping(items, line)
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style == ">":
        # In folded text a blank line is a new paragraph, however many blank lines there are.
        text = re.sub(r"\n+", "\n\n", text)
    return Text(text.strip(), line)
