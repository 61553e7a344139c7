"""The open, sourced, machine-readable catalogue of prisoner exchanges.

In Python: `catalogue = swaps.load()`, then `catalogue.select(swaps.Query(since="2025-01"))`; docs/api.md shows the rest.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from swaps.api import (
        Answer,
        Biography,
        Branch,
        Catalogue,
        Citation,
        NoCatalogue,
        NotCounted,
        NotOne,
        Precedents,
        Problem,
        Query,
        Refused,
        Selection,
        TimelineAnswer,
        UnknownName,
        Unreadable,
        load,
    )

__version__ = "0.1.0"
__all__ = [
    "Answer", "Biography", "Branch", "Catalogue", "Citation", "NoCatalogue", "NotCounted", "NotOne", "Precedents", "Problem",
    "Query", "Refused", "Selection", "TimelineAnswer", "UnknownName", "Unreadable", "load",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import the Python API when something of it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module 'swaps' has no attribute {name!r}")
    from swaps import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """Name what the module offers, whether it is imported yet or not."""
    return sorted([*__all__, "__version__"])
