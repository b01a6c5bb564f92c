import re
from collections import defaultdict
from importlib import resources
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.records import Problem
from paperweft.extract.schema import DATASET, METHOD, METRIC, MODEL, ConceptType
from paperweft.extract.vocabulary import Entry, Vocabulary, lexicon, match_keys, read_lexicon

FILES = sorted(
    file.name
    for file in resources.files("paperweft.extract.lexicon").iterdir()
    if file.name.endswith(".tsv")
)
HEADER = "type\tlabel\taliases\tacronyms\tzh"
WEFT = Entry(METHOD, "weft attention", ("weft attention", "纬线注意力"), ("WA",))
LOOM = Entry(MODEL, "Loom", ("Loom", "Loom-7B model"))
SMALL = Vocabulary([WEFT, LOOM, Entry(DATASET, "YarnSet 2", ("YarnSet 2", "GPT"))])


def entries_of(file_name: str) -> list[Entry]:
    text = (resources.files("paperweft.extract.lexicon") / file_name).read_text("utf-8")
    found = list(read_lexicon(text.splitlines(), file_name))
    assert [item for item in found if isinstance(item, Problem)] == []
    return [item for item in found if isinstance(item, Entry)]


def group_of(concept_type: ConceptType) -> str:
    return concept_type if concept_type in (DATASET, METRIC) else "technique"


def hits(text: str, vocabulary: Vocabulary = SMALL) -> list[tuple[str, str, bool]]:
    found = vocabulary.find(text, fold_text(text))
    return [(text[h.start : h.end], h.entry.label, h.weak) for h in found]


@pytest.mark.parametrize("file_name", FILES)
def test_every_lexicon_file_can_be_read(file_name: str) -> None:
    entries = entries_of(file_name)
    assert entries
    assert all(fold_name(name) for entry in entries for name in (*entry.names, *entry.acronyms))


def test_the_lexicon_has_thousands_of_entries() -> None:
    assert len(lexicon().entries) >= 4_000


def test_no_name_belongs_to_two_entries_of_one_kind() -> None:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file_name in FILES:
        for entry in entries_of(file_name):
            for fold in {fold_name(name): name for name in entry.names}.items():
                owners[group_of(entry.type), fold[0]].append(
                    f"{file_name}: {fold[1]!r} of {entry.type} {entry.label!r}"
                )
    twice = sorted(" and ".join(found) for found in owners.values() if len(found) > 1)
    assert not twice, f"{len(twice)} names have two entries:\n" + "\n".join(twice[:50])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Method\tweft", r"looms\.tsv:3: 2 cells instead of 5"),
        ("Gadget\tweft\t\t\t", r"looms\.tsv:3: no type 'Gadget'"),
        ("Method\t\tweft\t\t", r"looms\.tsv:3: the label is empty"),
        ("Method\tweft\t\t\t\t", r"looms\.tsv:3: 6 cells"),
        ("Method\t--\t\t\t", r"looms\.tsv:3: the name '--' has no letter"),
        ("Method\tweft\tweave | 。\t\t", r"looms\.tsv:3: the name '。' has no letter"),
    ],
)
def test_a_broken_line_is_told_with_file_and_line(line: str, says: str) -> None:
    good = "Model\tLoom\t\t\t"
    found = list(read_lexicon([HEADER, "# looms", line, good], "looms.tsv"))
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert re.match(says, str(problem))
    assert problem.fix
    assert found[1:] == [Entry(MODEL, "Loom", ("Loom",))]


def test_blank_lines_and_comments_are_skipped() -> None:
    lines = [HEADER, "", "# a | comment", "\t\t\t\t", "Model\tLoom\tLoom One| |\t\t织机\r\n"]
    assert list(read_lexicon(lines, "x.tsv")) == [
        Entry(MODEL, "Loom", ("Loom", "Loom One", "织机"))
    ]


def test_names_are_found_in_any_case_script_and_number() -> None:
    assert hits("Weft-Attentions and 緯線注意力") == [
        ("Weft-Attentions", "weft attention", False),
        ("緯線注意力", "weft attention", False),
    ]


def test_an_acronym_is_found_as_a_weak_name() -> None:
    assert hits("a WA layer") == [("WA", "weft attention", True)]


def test_a_name_inside_a_word_or_number_is_not_found() -> None:
    assert hits("heirloom, GPTs4All, 4GPT, xYarnSet 22") == []


def test_a_name_beside_chinese_is_found() -> None:
    assert hits("用GPT织") == [("GPT", "YarnSet 2", False)]


def test_a_proper_name_is_not_the_common_word() -> None:
    assert hits("a loom and a Loom") == [("Loom", "Loom", False)]
    assert hits("a gpt") == []


def test_a_name_is_looked_up_by_its_fold() -> None:
    assert SMALL.look_up(fold_name("Weft Attentions")) == ((WEFT, False),)
    assert SMALL.look_up(fold_name("WA")) == ((WEFT, True),)
    assert SMALL.look_up("nothing") == ()


@given(st.lists(st.sampled_from(["Weft attention", "用", " ", "LOOM", "织", "wa", "s", "ß", "İ"])))
def test_every_hit_is_a_spelling_of_the_name_it_reports(pieces: list[str]) -> None:
    text = "".join(pieces)
    for hit in SMALL.find(text, fold_text(text)):
        assert fold_text(text[hit.start : hit.end]) in match_keys(hit.name)


def test_a_known_name_in_its_own_text_is_found() -> None:
    some = list(chain.from_iterable(entry.names for entry in lexicon().entries[::97]))
    missed = [name for name in some if len(name) > 1 and not hits(name, lexicon())]
    assert missed == []
