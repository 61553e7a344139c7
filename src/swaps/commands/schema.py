"""`swaps schema`: what a catalogue may hold, for editors and for readers."""

import click

from swaps import output
from swaps.commands.options import catalogue_options
from swaps.commands.settings import Failure, settings


@click.command("schema")
@click.option("--format", "form", type=click.Choice(["json", "md"]), default="json", help="JSON Schema, or the codebook.")
@catalogue_options
@click.pass_context
def command(context: click.Context, form: str) -> None:
    """Print the JSON Schema of a catalogue, or its codebook. The schema is of draft-07; --format md is the codebook.

    The words of the closed lists stand in it, and the parties of the registry: with --data, those of that catalogue's.
    """
    from swaps.catalogue import Registry
    from swaps.models import PartyEntry
    from swaps.render import codebook
    from swaps.schema import as_json, catalogue_schema, columns, definitions

    registry = Registry.read(settings(context).files().registry)
    if registry.problems:
        raise Failure("\n".join(map(str, registry.problems)))
    schema = catalogue_schema(registry.parties)
    if form == "json":
        output.write(as_json(schema))
    else:
        output.write(codebook.page(schema["definitions"], definitions(PartyEntry), columns()))
