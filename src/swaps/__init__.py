"""The open, sourced, machine-readable catalogue of prisoner exchanges."""

__version__ = "0.1.0"
