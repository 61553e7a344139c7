"""`swaps new`: one exchange more, from options or from answers, put into its place in the catalogue."""

from typing import TYPE_CHECKING, Any

import click

from swaps import clock, output
from swaps.commands.options import catalogue_options
from swaps.commands.settings import Failure, refuse_shipped, settings
from swaps.commands.types import Named, Word
from swaps.files import Files
from swaps.index import Index
from swaps.problem import ERROR
from swaps.words import KINDS, STATUSES

if TYPE_CHECKING:
    from swaps.drafts import Draft
    from swaps.prompts import Terminal

OPTIONS = (
    click.option("--title", help="What it is called, in a few neutral words."),
    click.option("--kind", type=Word(KINDS), metavar="KIND", help="detainee-swap, pow-exchange, ..."),
    click.option("--status", type=Word(STATUSES), metavar="STATUS", help="How far it has come; completed, unless said."),
    click.option("--date", metavar="DATE", help="The day of the handover: 2025-04-10, 2025-04, 2025~."),
    click.option("--place", help="Bridge, airport or crossing of the handover."),
    click.option("--city", help="City of the handover."),
    click.option("--country", type=Named("country"), metavar="COUNTRY", help="Country of the handover, by code or name."),
    click.option("--release", nargs=3, multiple=True, metavar="BY TO WHO",
                 help="WHO is a name, or a count with words: '205 prisoners of war'. TO is - for nobody. Repeat it for more."),
    click.option("--intermediary", nargs=2, multiple=True, metavar="PARTY ROLES", help="ROLES: mediator,host,..."),
    click.option("--step", nargs=2, multiple=True, metavar="DATE TEXT", help="A step of the history."),
    click.option("--source", nargs=5, multiple=True, metavar="PUBLISHER KIND PUBLISHED URL TITLE",
                 help="KIND: agency, newspaper, official, ...; PUBLISHED is - where the page has no date."),
    click.option("--notes", help="A few neutral sentences."),
    click.option("--id", help="The record's name for ever; made up from names or parties, unless said."),
)  # fmt: skip


def description(command: Any) -> Any:
    """Take the options that say what the record holds."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command("new")
@description
@click.option("--print", "printed", is_flag=True, help="Only print the record.")
@catalogue_options
@click.pass_context
def command(context: click.Context, /, printed: bool, **said: Any) -> None:
    """Add an exchange. From options, or, without any, asking step by step on a terminal.

    The record is checked as `swaps validate` would, shown, and put into its place by date; the rest of the file stays
    as it is, byte for byte. Options cover what a record needs; what else is known goes in with an editor.
    """
    index = settings(context).index()
    if not printed:
        refuse_shipped(index.files)
    draft = _dictated(context, index, said) if any(said.values()) else _asked(index, "print" if printed else "write")
    if printed or any(said.values()):
        output.write(draft.text)
    if not printed:
        draft = _put(index.files, draft)
        output.remark(f"{draft.path}:{draft.line}: the record stands here now; add what else its sources say")


def _dictated(context: click.Context, index: Index, said: dict[str, Any]) -> "Draft":
    """Return the draft that the options say, and go no further if it has errors."""
    from swaps import dictation, drafts, edit

    missing = [f"--{name}" for name in dictation.NEEDED if not said[name]]
    if missing:
        raise click.UsageError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    try:
        record = dictation.record(index, said, clock.today())
    except dictation.Unclear as error:
        raise click.UsageError(str(error)) from None
    draft = drafts.draft(index.files, edit.written(record))
    if draft.errors:
        output.remark(_numbered(draft.text))
    for problem in draft.problems:
        output.remark(str(problem))
    if draft.errors:
        context.exit(1)
    return draft


def _asked(index: Index, last: str) -> "Draft":
    """Return the draft that the answers say, once it has no errors and is agreed to."""
    from swaps import drafts, edit, prompts
    from swaps.catalogue import Registry
    from swaps.interview import Interview

    if not prompts.can_ask():
        raise click.UsageError("there is no terminal to ask on: say it with options, at least --title, --kind and --source")
    terminal = prompts.Terminal()
    interview = Interview(terminal, index, Registry.read(index.files.registry).known, clock.today())
    draft = None
    try:
        interview.hold()
        draft = drafts.draft(index.files, edit.written(interview.record))
        while (choice := _choice(terminal, draft, last)) != last:
            if choice == "stop":
                raise click.Abort
            draft = drafts.draft(index.files, _edited(terminal, draft.text))
    except (EOFError, KeyboardInterrupt):
        terminal.say("\nNothing was written. What was said so far:")
        terminal.show(draft.text if draft else edit.written(interview.record) if interview.record else "nothing")
        raise click.Abort from None
    return draft


def _choice(terminal: "Terminal", draft: "Draft", last: str) -> str:
    """Show a draft and what is wrong with it, and ask what to do."""
    terminal.show(_numbered(draft.text))
    for problem in draft.problems:
        terminal.say(str(problem), "red" if problem.level == ERROR else "yellow")
    return terminal.choose("What now?", [*([] if draft.errors else [last]), "edit", "stop"])


def _edited(terminal: "Terminal", text: str) -> str:
    """Return a text as it comes out of the user's editor."""
    try:
        return click.edit(text, extension=".yaml") or text
    except click.ClickException as error:
        terminal.say(f"{error.message}: set EDITOR to one that works", "red")
        return text


def _put(files: Files, draft: "Draft") -> "Draft":
    """Put a record into its file, and into the file as it is by then if somebody else wrote to it meanwhile."""
    from swaps import aside, drafts

    if draft.errors:
        raise Failure(f"{draft.path} was written to meanwhile, and the record no longer fits: run this again")
    try:
        aside.replace(draft.path, draft.before, draft.after)
    except aside.Changed:
        return _put(files, drafts.draft(files, draft.text))
    return draft


def _numbered(text: str) -> str:
    return "\n".join(f"{number:4} │ {line}" for number, line in enumerate(text.splitlines(), 1))
