from papers import paper, read

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import layout
from paperweft.extract.names import surface_forms
from paperweft.extract.records import Paper, SurfaceForm

TOLD = paper(
    1,
    abstract="WAN, WAN and WAN: weft attention network",
    abstract_zh="纬线网络WAN",
    abstract_hant="緯線網絡",
)


def forms(told: Paper, *names: str) -> list[SurfaceForm]:
    plan = layout(read(told))
    starts = {
        (start, start + len(name))
        for name in names
        for start in range(len(plan.text))
        if plan.text.startswith(name, start)
    }
    return list(surface_forms(plan, [Occurrence(*place, ()) for place in sorted(starts)]))


def test_full_english_names_come_first_then_acronyms_then_chinese() -> None:
    found = forms(TOLD, "纬线网络", "WAN", "weft attention network")
    assert [form.text for form in found] == ["weft attention network", "WAN", "纬线网络"]


def test_a_latin_name_is_english_wherever_it_stands() -> None:
    assert forms(TOLD, "WAN") == [SurfaceForm("WAN", "en")]


def test_a_chinese_name_has_the_script_of_its_passage() -> None:
    assert forms(TOLD, "緯線網絡", "纬线网络") == [
        SurfaceForm("纬线网络", "zh-Hans"),
        SurfaceForm("緯線網絡", "zh-Hant"),
    ]


def test_the_form_written_most_often_comes_first_among_equals() -> None:
    told = paper(1, abstract="looms, Looms, looms")
    assert [form.text for form in forms(told, "Looms", "looms")] == ["looms", "Looms"]
