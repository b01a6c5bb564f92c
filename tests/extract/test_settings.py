"""What a user changes about extraction: recognizers left out, a lexicon of their own."""

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import english, paper

from paperweft.extract.errors import SourceError, UsageError
from paperweft.extract.helpers import NO_HELPERS, Helpers
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.pipeline import Extractor
from paperweft.extract.records import Answer, Extraction, Paper, PaperConcept
from paperweft.extract.schema import DATASET, METHOD
from paperweft.extract.settings import DEFAULT, Settings, Told, left_out, own_lexicon, read_told
from paperweft.extract.version import extractor_version
from paperweft.extract.vocabulary import Entry, lexicon, lexicon_with

HEADER = "type\tlabel\taliases\tacronyms\tzh\n"
TREADLE = "Method\ttreadle scheduling\tpedal planning\tTS\t踏板排程\n"
FELLOE = "Dataset\tFelloeBench\t\t\t\n"


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "own.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def entries(tmp_path: Path, text: str | bytes) -> tuple[Entry, ...]:
    found, problems = own_lexicon(write(tmp_path, text))
    assert problems == ()
    return found


def test_a_lexicon_of_ones_own_is_read_sorted_and_marked(tmp_path: Path) -> None:
    found = entries(tmp_path, HEADER + TREADLE + FELLOE + FELLOE)
    names = ("treadle scheduling", "pedal planning", "踏板排程")
    assert found == (
        Entry(DATASET, "FelloeBench", ("FelloeBench",), own=True),
        Entry(METHOD, "treadle scheduling", names, ("TS",), own=True),
    )


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: gzip.compress(text.encode()),
    ],
)
def test_a_lexicon_is_read_as_other_programs_save_it(
    tmp_path: Path, wrap: Callable[[str], bytes]
) -> None:
    assert len(entries(tmp_path, wrap(HEADER + TREADLE + FELLOE))) == 2


def test_a_broken_line_is_told_with_its_place_and_a_fix_and_the_others_are_used(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, HEADER + "Gadget\tx\t\t\t\n" + FELLOE + "Model\tLoom\n")
    found, problems = own_lexicon(path)
    assert [entry.label for entry in found] == ["FelloeBench"]
    assert [str(problem) for problem in problems] == [
        f"{path}:2: no type 'Gadget'; use one of Method, Model, Dataset, Topic, Metric",
        f"{path}:4: 2 cells instead of 5 (type, label, aliases, acronyms, zh); part them by tabs",
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\x01" * 900, None])
def test_a_lexicon_that_cannot_be_read_stops_the_work(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path if content is None else write(tmp_path, content)
    with pytest.raises(SourceError, match=r"the lexicon .* cannot be read: .*nothing was done"):
        own_lexicon(path)


def test_an_unknown_recognizer_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no recognizer 'spindle'; there are labels, lexicon"):
        left_out(["spindle", "labels"])


def test_what_is_said_goes_over_what_was_said_before(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + FELLOE)
    own = own_lexicon(path)[0]
    before = Settings(("cues",), own)
    assert Told().over(before) == before
    assert read_told(path, None).over(DEFAULT) == Settings((), own)
    assert read_told(None, ["titles", "cues", "titles"]).over(before).without == ("cues", "titles")
    assert read_told(Path("none"), ["none"]).over(before) == DEFAULT


def test_every_other_setting_is_another_version_of_the_extractor(tmp_path: Path) -> None:
    own = entries(tmp_path, HEADER + FELLOE)
    told = [DEFAULT, Settings(("cues",)), Settings((), own), Settings(("cues",), own)]
    versions = [extractor_version(settings) for settings in told]
    assert versions[0] == extractor_version()
    assert len(set(versions)) == len(told)
    same = Settings((), entries(tmp_path, FELLOE + "# same\n"))
    assert versions[2] == extractor_version(same)


def test_a_name_of_ones_own_is_no_longer_the_projects() -> None:
    own = Entry(DATASET, "GPT-4", ("GPT-4", "transformer"), own=True)
    vocabulary = lexicon_with((own,))
    assert vocabulary.look_up("gpt4") == ((own, False),)
    (known,) = {e for e, weak in lexicon().look_up("transformer") if not weak}
    assert known.label in {e.label for e in vocabulary.entries}
    assert vocabulary.look_up("transformer") == ((own, False),)
    assert lexicon_with(()) is lexicon()


TOLD = english("We use treadle scheduling, that is pedal planning, on FelloeBench.")


def extract(tmp_path: Path, told: Paper) -> Extraction:
    own = entries(tmp_path, HEADER + TREADLE + FELLOE)
    return Extractor(Settings(lexicon=own))(told)


def of(extraction: Extraction, name: str) -> PaperConcept:
    (found,) = [c for c in extraction.concepts if name in [form.text for form in c.names]]
    return found


def test_names_of_ones_own_entry_are_one_concept(tmp_path: Path) -> None:
    found = extract(tmp_path, TOLD)
    assert {form.text for form in of(found, "treadle scheduling").names} == {
        "treadle scheduling",
        "pedal planning",
    }
    assert of(found, "FelloeBench").type == DATASET
    assert found.extractor != extractor_version()


def test_a_name_goes_with_its_label_though_no_paper_has_it(tmp_path: Path) -> None:
    found = of(extract(tmp_path, paper(1, "Pedal planning for FelloeBench")), "Pedal planning")
    assert [(link.name, link.other, link.rule) for link in found.links] == [
        ("Pedal planning", "treadle scheduling", "own_lexicon")
    ]


def test_a_recognizer_left_out_proposes_nothing_and_the_rest_goes_on() -> None:
    told = english("We compare GPT-4 and LoRA on CIFAR-10.")
    found = Extractor(Settings(without=("lexicon",)))(told)
    assert found.concepts
    assert all(m.rule != "lexicon" for c in found.concepts for m in c.mentions)


_OPENED = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from papers import english
from paperweft.extract.pipeline import Extractor
from paperweft.extract.settings import Settings
for settings in (Settings(("tagger",)), Settings()):
    assert Extractor(settings)(english("We compare GPT-4 and LoRA on CIFAR-10.")).concepts
    print(any(name.endswith("tagger.npz") for name in opened))
"""


def test_the_weights_of_a_tagger_that_is_left_out_are_never_opened() -> None:
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _OPENED], cwd=tests, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_settings_and_helpers_together_are_a_version_of_their_own() -> None:
    asked = Helpers(llm=Endpoint(url="http://localhost:9/v1", model="weft"))
    versions = [
        extractor_version(settings, helpers)
        for settings in (DEFAULT, Settings(("cues",)), Settings(("tagger",)))
        for helpers in (NO_HELPERS, asked)
    ]
    assert len(set(versions)) == len(versions)
    made = Extractor(Settings(("cues",)), asked)
    assert made.version(Answer("weft", ())) == versions[3]
    assert made.version() == extractor_version(Settings(("cues",)), asked, answered=False)
    assert made.version() == versions[2]
