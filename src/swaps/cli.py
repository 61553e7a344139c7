"""The command line: which command, and what becomes of a failure."""

import gc
import importlib
from typing import Any

import click

from swaps import __version__, output
from swaps.clock import NoDay
from swaps.commands.options import catalogue_options
from swaps.commands.settings import Failure, Settings, settings

COMMANDS = (
    "list", "show", "search", "people", "person", "stats", "held", "timeline", "rank", "cite", "sql", "validate", "fmt", "new",
    "diff", "schema", "explain", "sources", "cache",
)  # fmt: skip
"""Each is a module of `swaps.commands`, imported when it is called."""


class Commands(click.Group):
    """A group that imports no command before it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"swaps.commands.{cmd_name}").command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Name the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1, 0.5)
            advice = f"did you mean {close[0]}?" if close else f"there are {', '.join(COMMANDS)}"
            ctx.fail(f"there is no command {args[0]!r}: {advice}")
        return super().resolve_command(ctx, args)


def _version(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        found = settings(context).files()
        lines = (f"swaps {__version__}", f"catalogue {found.version}", f"sha256 {found.sha256}", found.name)
        output.write("\n".join(lines))
        context.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@catalogue_options
@click.option("--version", is_flag=True, expose_value=False, callback=_version, help="Show versions and the catalogue's hash.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Query the catalogue of prisoner exchanges: who freed whom, when, where, through whom, according to whom."""
    if context.invoked_subcommand is None:
        output.remark(context.get_help())
        context.exit(2)


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    output.prepare()
    try:
        code = cli.main(arguments, prog_name="swaps", standalone_mode=False, obj=Settings())
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        output.remark(_usage(error))
        return 2
    except Failure as failure:
        output.remark("\n".join(f"swaps: {line}" for line in failure.message.split("\n")))
        return failure.code
    except NoDay as error:
        output.remark(f"swaps: {error}")
        return 2
    except (KeyboardInterrupt, click.Abort):
        return 130
    except output.Unread:
        output.abandon()
        return 141
    except output.Unwritable as error:
        output.abandon()
        output.remark(f"swaps: {error}")
        return 3
    except OSError as error:
        where = error.filename or "standard output"  # only click's own writing of a help page tells no file
        output.remark(f"swaps: {where}: {error.strerror}" if error.strerror else f"swaps: {error}")
        return 3


def _usage(error: click.UsageError) -> str:
    """Say what was wrong with the call in one line, and where to read on."""
    where = error.ctx.command_path if error.ctx is not None else "swaps"
    message = " ".join(error.format_message().split())
    return f"swaps: {message}\nTry '{where} --help'."


def main() -> None:
    """Run as a program."""
    gc.disable()  # a run is short and leaves no cycles behind: to look for them is a third of a long answer's time
    code = run()
    output.leave(code)
