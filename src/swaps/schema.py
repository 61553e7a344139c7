"""The JSON Schema of a catalogue, in draft-07, which the editors' YAML servers read, made from the models.

What it refuses, `validate` refuses; what needs a second look (other records, the calendar, the registry's years) is left to that.
"""

import json
import os
import re
from typing import Any

from swaps.catalogue import OF_A_RECORD_ALONE
from swaps.files import PACKAGE
from swaps.models import Exchange, PartyEntry, Tombstone
from swaps.models.forms import COUNT, DATE, Form, word
from swaps.models.values import Model
from swaps.output import safe_json
from swaps.query import COLUMNS, OVERLAP
from swaps.rules import RULES
from swaps.words import COUNTRY_KINDS, DATED, HANDED_OVER, KINDS, STATUSES

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"
REF = "#/definitions/"
FIRST = ("title", "description", "type")
"""The keywords that a reader of the schema looks for first."""
NO_HANDOVER = [status for status in STATUSES if status not in HANDED_OVER]
NO_FRAMEWORK = [kind for kind in KINDS if kind != "framework"]
COLUMN = re.compile(r'"?([a-z_]+)"? (?:TEXT|INTEGER)')


def catalogue_schema(parties: dict[str, PartyEntry]) -> Schema:
    """Return the schema of a catalogue that names these parties."""
    tombstone = {"required": ["withdrawn"], "not": {"anyOf": [{"required": [key]} for key in OF_A_RECORD_ALONE]}}
    return {
        "$schema": DIALECT,
        "title": "The catalogue of prisoner exchanges",
        "description": "One list, oldest first; each item is the record of one exchange, or a tombstone.",
        "type": "array",
        "minItems": 1,
        "items": {"if": tombstone, "then": _ref("Tombstone"), "else": _ref("Exchange")},
        "definitions": _closed(definitions(Exchange, Tombstone), parties),
    }


def as_json(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return safe_json(json.dumps(schema, ensure_ascii=False, indent=2)) + "\n"


def columns() -> dict[str, str]:
    """Return what the columns of flat outputs hold, as the index's own definition says it."""
    with open(os.path.join(PACKAGE, "schema.sql"), encoding="utf-8") as file:
        lines = file.read().partition("CREATE TABLE exchanges")[2].partition("\n);")[0].splitlines()
    said = {name: line.partition("-- ")[2] for line in lines for name in COLUMN.findall(line.partition("--")[0])}
    ends = {"_min": "; the smallest number it can be", "_max": "; the largest number it can be, empty where open"}
    meanings = {name: said[name] + ends.get(name[-4:], "") for name in COLUMNS}
    return meanings | {OVERLAP: "1 if the record lies only partly within the dates asked for"}


def definitions(*models: type[Model]) -> Schema:
    """Return the schemas of these models and of all that they hold, by name."""
    found: Schema = {}
    for model in models:
        schema = model.model_json_schema(ref_template=f"{REF}{{model}}")
        found |= schema.pop("$defs", {}) | {model.__name__: schema}
    return {name: _adapted(schema) for name, schema in sorted(found.items())}


def _ref(name: str) -> Schema:
    return {"$ref": f"{REF}{name}"}


def _adapted(schema: Schema) -> Schema:
    """Turn what pydantic writes for draft 2020-12 into draft-07, in which nothing stands beside a $ref, and no file holds null."""
    if "anyOf" in schema or schema.get("type") == "array":
        schema.pop("title", None)  # pydantic's, made from the key
    branches = [one for one in schema.pop("anyOf", ()) if one != {"type": "null"}]
    schema = {**branches[0], **schema} if len(branches) == 1 else schema
    if len(branches) > 1:
        schema["anyOf"] = [_adapted(one) for one in branches]
    if schema.get("title") in ("party", "country"):
        schema = {"$ref": f"{REF}{schema['title']}", "description": schema.get("description")}
    if "$ref" in schema and schema.get("description"):
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]
    if "properties" in schema:
        schema["properties"] = {key: _adapted(value) for key, value in schema["properties"].items()}
    if "items" in schema:
        schema = {"minItems": 1} | schema | {"items": _adapted(schema["items"])}
    return {key: schema[key] for key in (*FIRST, *schema) if schema.get(key) not in (None, [])}


def _closed(found: Schema, parties: dict[str, PartyEntry]) -> Schema:
    """Close the lists that no model knows, and say what one key asks of another."""
    waivable = {name: rule.sentence for name, rule in RULES.items() if rule.can_be_waived}
    rules = found["Waiver"]["properties"]
    rules["rule"] = word("rule", waivable) | {"description": rules["rule"]["description"]}
    for name, conditions in CONDITIONS.items():
        found[name]["allOf"] = conditions
    countries = {name: party for name, party in parties.items() if party.kind in COUNTRY_KINDS}
    for name, listed in (("party", parties), ("country", countries)):
        names = {one: party.name for one, party in listed.items()}
        found[name] = word(name, names) | {
            "description": f"A {name} by its id in the registry, parties.yaml.",
            "errorMessage": f"there is no {name} of this id in parties.yaml",
        }
    return found


def _where(key: str, *values: str) -> Schema:
    """Return the condition that a key has one of these values."""
    return {"properties": {key: {"enum": [*values]}}, "required": [key]}


def _claims(form: Form) -> Schema:
    return {"properties": {"claims": {"items": {"properties": {"value": form}}}}}


CONDITIONS: dict[str, list[Schema]] = {
    "Exchange": [  # date-and-status, stands-in-time, framework-holds-no-people
        {"if": _where("status", *HANDED_OVER), "then": {"required": ["date"]}},
        {"if": _where("status", *NO_HANDOVER), "then": {"required": ["history"], "properties": {"date": False}}},
        {"if": _where("kind", "framework"), "then": {"properties": {"releases": False}}},
        {"if": _where("kind", *NO_FRAMEWORK), "then": {"properties": {"planned": False}}},
    ],
    "Location": [  # location-says-where
        {"anyOf": [{"required": [key]} for key in ("place", "city", "country", "undisclosed")]},
    ],
    "Intermediary": [  # intermediary-is-somebody
        {"oneOf": [{"required": ["party"]}, {"required": ["name"]}]},
        {"if": {"required": ["party"]}, "then": {"properties": {"on_behalf_of": False}}},
    ],
    "Dispute": [  # typed-claim
        {"if": _where("field", "count"), "then": _claims(COUNT)},
        {"if": _where("field", *DATED), "then": _claims(DATE)},
    ],
}
"""What the rules named here ask, as far as a schema can say it."""
