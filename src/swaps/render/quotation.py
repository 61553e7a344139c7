"""Records set to be quoted: the citation with its sources, or the sentence with its notes."""

from collections.abc import Sequence

from swaps import english
from swaps.render.citation import CATALOGUE, Cited
from swaps.render.page import Page, block
from swaps.render.sentence import quote

UNWRAPPED = 1_000_000
"""The width of what is piped, to be pasted as it is."""


def bibliography(cited: Sequence[Cited]) -> Page:
    """Set citations: the record, and below it the sources that it rests on."""
    page: Page = []
    for one in cited:
        page += [block("")] if page else []
        page.append(block(_record(one)))
        page += [block(source_line(source), indent=2) for source in one.record.get("sources", ())]
    return page


def sentences(cited: Sequence[Cited]) -> Page:
    """Set sentences, each with its notes, and the record that it was made from."""
    page: Page = []
    for one in cited:
        said = quote(one.record, one.names, one.stands)
        sources = {source["id"]: source for source in one.record.get("sources", ())}
        page += [block("")] * 2 if page else []
        page += [block((said.text, "bold")), block("")]
        page += [block((f"[{number}] ", "dim"), source_line(sources[name])) for number, name in enumerate(said.notes, 1)]
        page.append(block(f"Made from: {_record(one)}"))
    return page


def _record(cited: Cited) -> str:
    """Cite a record: its title and id, the catalogue, its version and hash, and the day it was read."""
    edition = cited.edition
    stands = f" ({english.date(cited.stands)})" if cited.stands else ""
    where = f"record {cited.record['id']} in {CATALOGUE}, version {edition.version}"
    gone = f"Withdrawn {english.when(cited.record['withdrawn']['date'])}. " if "withdrawn" in cited.record else ""
    return f"{cited.title}{stands}: {where}. {gone}SHA-256 {edition.sha256}. Accessed {english.day(edition.accessed)}."


def source_line(source: dict[str, str]) -> str:
    """Cite a source: who published it and when, what it reports, where it stands, and when it was read."""
    published = f", {english.date(source['published'])}" if source.get("published") else ""
    line = f"{source['publisher']} ({source['kind'].replace('-', ' ')}){published}: {source['title'].rstrip('.')}."
    line += f" {source['locator']}." if source.get("locator") else ""
    line += f" {source['url']}" if source.get("url") else ""
    line += f" (archived: {source['archive_url']})" if source.get("archive_url") else ""
    return f"{line} Accessed {english.date(source['accessed'])}." if source.get("accessed") else line
