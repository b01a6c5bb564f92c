from pathlib import Path

from paperweft.extract.sources.paths import expand


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_gives_its_files_to_the_bottom_sorted_without_hidden_ones(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/c.md", ".git/config", "a/.hidden")
    names, problems = expand([tmp_path])
    assert names == [str(tmp_path / "a/c.md"), str(tmp_path / "b.md")]
    assert problems == []


def test_globs_folders_and_files_give_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/c.md")
    names, _ = expand([tmp_path / "b.md", f"{tmp_path}/**/*.md", tmp_path, "-"])
    assert names == ["-", str(tmp_path / "a/c.md"), str(tmp_path / "b.md")]


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    make(tmp_path, "week[1].md")
    assert expand([tmp_path / "week[1].md"])[0] == [str(tmp_path / "week[1].md")]


def test_what_is_not_there_is_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    names, problems = expand([tmp_path / "no.md", f"{tmp_path}/*.nothing", tmp_path / "empty"])
    assert names == []
    assert [problem.message for problem in problems] == [
        "there is no such file or folder",
        "there is no such file or folder",
        "the folder has no readable file",
    ]
