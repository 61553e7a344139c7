"""What a record is tied to, as a tree."""

import shutil
from pathlib import Path

import pytest

from swaps.files import at
from swaps.index import Index
from swaps.related import Branch, related
from tests.conftest import DEALS, HERE, SAMPLE, Given, Run

RECORD = """\
- id: {id}
  title: Title of {id}
  kind: detainee-swap
  status: completed
  date: 2001-01-{day:02}
  releases:
    - by: AA
      to: BB
      people:
        - name: {person}
{related}  sources:
    - id: a
      title: It happened
      publisher: Agency A
      kind: agency
      url: https://example.org/{id}
    - id: b
      title: It did
      publisher: Daily B
      kind: newspaper
      url: https://example.com/{id}
"""


def index(folder: Path, *written: str) -> Index:
    """Return the index of some records, each as `id person: relation id, ...`."""
    parts = []
    for day, line in enumerate(written, 1):
        (name, person), ties = (
            line.partition(":")[0].split(),
            [tie.split() for tie in line.partition(":")[2].split(",") if tie.strip()],
        )
        tied = "".join(f"    - relation: {relation}\n      id: {other}\n" for relation, other in ties)
        parts.append(RECORD.format(id=name, person=f"{person} Doe", day=day, related=f"  related:\n{tied}" if tied else ""))
    (folder / "ties.yaml").write_text("".join(parts), encoding="utf-8")
    shutil.copy(HERE / "data" / "parties.yaml", folder)
    return Index(at(str(folder / "ties.yaml")), use_cache=False)


def drawn(branches: tuple[Branch, ...], depth: int = 0) -> list[str]:
    """Return a tree as indented lines."""
    lines = []
    for one in branches:
        people = f" ({', '.join(one.people)})" if one.people else ""
        lines += [f"{'  ' * depth}{one.relation} {one.id}{people}", *drawn(one.branches, depth + 1)]
    return lines


TREES = {
    "both directions": (
        ["a Ann", "b Bob: follow-up-of a", "c Cid: failed-attempt-at b"], "b", ["follow-up-of a", "attempted-before-by c"],
    ),
    "a chain goes on the way it came": (
        ["a Ann", "b Bob: follow-up-of a", "c Cid: follow-up-of b", "d Dan: follow-up-of c"],
        "b", ["follow-up-of a", "followed-by c", "  followed-by d"],
    ),
    "the other parts stand under the whole": (
        ["whole Ann", "b Bob: part-of whole", "c Cid: part-of whole", "d Dan: failed-attempt-at whole"],
        "b", ["part-of whole", "  has-part c"],
    ),
    "parts of parts": (["w Ann", "b Bob: part-of w", "c Cid: part-of b"], "w", ["has-part b", "  has-part c"]),
    "a ring ends where it began": (
        ["a Ann: linked-to c", "b Bob: follow-up-of a", "c Cid: follow-up-of b", "d Dan: follow-up-of c, precursor-of a"],
        "a", ["linked-to c", "followed-by b", "preceded-by d"],
    ),
    "each record once, as near as it can": (
        ["a Ann", "b Bob: follow-up-of a", "c Cid: follow-up-of a, follow-up-of b"], "a", ["followed-by b", "followed-by c"],
    ),
    "who shares a person": (
        ["a Ann", "b Bob", "c Ann: follow-up-of b", "d Ann"], "a", ["shares-person c (Ann Doe)", "shares-person d (Ann Doe)"],
    ),
    "a tie that is written comes before a person that is shared": (["a Ann", "b Ann: linked-to a"], "a", ["linked-to b (Ann Doe)"]),
    "a tie to nothing is shown as it is": (["a Ann: linked-to gone"], "a", ["linked-to gone"]),
    "nothing": (["a Ann", "b Bob"], "a", []),
}  # fmt: skip


@pytest.mark.parametrize("name", TREES)
def test_tree(name: str, tmp_path: Path) -> None:
    """Each of these holds."""
    written, root, expected = TREES[name]
    assert drawn(related(index(tmp_path, *written), root)) == expected


def test_everything_that_is_tied_is_there(given: Given) -> None:
    """Every tie that is written on either side and every person in two records makes a branch, and no record has two."""
    made = Index(at(str(given.path)))
    for record in given.records:
        ids = [line.split()[1] for line in drawn(related(made, record.id))]
        assert len(ids) == len(set(ids))
        people = {person.identity for release in record.releases for person in release.people}
        tied = {tie.id for tie in record.related}
        tied |= {other.id for other in given.records if any(tie.id == record.id for tie in other.related)}
        tied |= {
            other.id for other in given.records if people & {person.identity for leg in other.releases for person in leg.people}
        }
        assert tied - {record.id} <= set(ids)


def test_drawn_on_a_page(run: Run) -> None:
    """A page draws the tree with its titles and days; Markdown has lists in lists."""
    page = run("show", "winter-offer", "--data", DEALS).out
    assert "Related\n  └ followed by spring-round  The spring round, 2001-04-10 (Dora Quill)\n" in page
    assert "    └ followed by autumn-round  The autumn round, 2004-09-09\n" in page
    markdown = run("show", "winter-offer", "--format", "md", "--data", DEALS).out
    assert "- followed by spring-round  The spring round, 2001-04-10 (Dora Quill)\n  - followed by autumn-round" in markdown
    assert "  ├ has the part" not in run("show", "bridge-1962", "--data", SAMPLE).out


def test_twigs_go_on_beside_wrapped_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line too long for the page goes on below, and the tree beside it."""
    monkeypatch.setenv("COLUMNS", "40")
    page = run("show", "spring-round", "--data", DEALS).out
    tree = page.split("Related\n")[1].split("\n\n")[0].splitlines()
    assert [line[2] for line in tree] == ["├", "│", "│", "├", "│", "└", " "]
    assert all(len(line) <= 40 for line in tree)
