"""The sources of a selection: one by one, and counted."""

import json

import pytest

from tests.conftest import HERE, SAMPLE, Given, Run, check_golden

CALLS = {
    "sources.txt": ("sources",),
    "sources.json": ("sources", "--party", "BB"),
    "sources-by-publisher.txt": ("sources", "--by-publisher"),
    "sources-by-kind.csv": ("sources", "--by-kind"),
    "sources-by-language.md": ("sources", "--by-language"),
}


@pytest.mark.parametrize("name", CALLS)
def test_renders(name: str, run: Run, bless: bool) -> None:
    """The output is, to the letter, what is expected."""
    form = {"txt": "table"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    result = run(*CALLS[name], "--format", form, "--data", SAMPLE)
    assert result.code == 0
    check_golden(HERE / "golden" / "sources" / name, result.out, bless)


def rows(run: Run, *arguments: str) -> list[dict[str, object]]:
    """The rows that a call gives."""
    found: list[dict[str, object]] = json.loads(run("sources", *arguments, "--format", "json", "--data", SAMPLE).out)
    return found


def test_filters_hold(run: Run) -> None:
    """The filters choose records, and their sources are listed; what was withdrawn has none."""
    assert {row["record"] for row in rows(run, "--person", "quill")} == {"bridge-1962", "offer-2025"}
    assert len(rows(run)) == sum(int(str(row["sources"])) for row in rows(run, "--by-kind"))
    assert rows(run, "--until", "1900") == []
    assert "no source matches" in run("sources", "--until", "1900", "--data", SAMPLE).err


@pytest.mark.parametrize("by", ["publisher", "kind", "language"])
def test_counts(by: str, run: Run, given: Given) -> None:
    """Sources are counted over the models a second time: how many, in how many records, how many archived, from when to when."""
    found = json.loads(run("sources", f"--by-{by}", "--format", "json", "--data", given.path).out)
    everything = [(record.id, source) for record in given.records for source in record.sources]
    labels = {getattr(source, by) for _, source in everything}
    assert {row[by] for row in found} == labels
    for row in found:
        those = [(record, source) for record, source in everything if getattr(source, by) == row[by]]
        days = sorted(source.published.earliest.isoformat() for _, source in those if source.published)
        assert (row["sources"], row["records"]) == (len(those), len({record for record, _ in those}))
        assert row["archived"] == sum(source.archive_url is not None for _, source in those)
        assert (row["oldest"], row["newest"]) == ((days[0], days[-1]) if days else (None, None))


def test_columns_and_order(run: Run) -> None:
    """Columns, order and number are those that were asked for; what has no date comes last either way."""
    by_date = rows(run, "--columns", "published,publisher", "--sort", "published")
    assert list(by_date[0]) == ["published", "publisher"]
    known = [str(row["published"]) for row in by_date if row["published"]]
    assert known == sorted(known)
    backwards = [row["published"] for row in rows(run, "--sort", "published", "--reverse")]
    assert backwards[: len(known)] == known[::-1]
    assert backwards[len(known) :] == [None] * (len(by_date) - len(known))
    assert rows(run, "--reverse", "--limit", "2") == rows(run)[::-1][:2]
    assert [row["kind"] for row in rows(run, "--by-kind", "--sort", "kind")] == sorted(
        str(r["kind"]) for r in rows(run, "--by-kind")
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by-kind", "--by-language"], "one of --by-publisher, --by-kind, --by-language and --rot at a time"),
        (["--by-kind", "--rot"], "at a time"),
        (["--by-kind", "--columns", "url"], "there is no column url: choose from kind, sources"),
        (["--columns", "state"], "there is no column state: choose from record, id"),
        (["--sort", "publishr"], "did you mean publisher?"),
        (["--party", "Ålend"], "did you mean Aland"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, run: Run) -> None:
    """Wrong use is exit code 2, and the line says what to type."""
    result = run("sources", *arguments, "--data", SAMPLE)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_words_with_underscores(run: Run) -> None:
    """A column whose name has an underscore can be sorted by."""
    assert run("list", "--sort", "date_earliest", "--data", SAMPLE).code == 0
    assert run("sources", "--sort", "published-earliest", "--data", SAMPLE).code == 0
