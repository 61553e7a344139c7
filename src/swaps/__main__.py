"""Lets `python -m swaps` do what `swaps` does."""

from swaps.cli import main

main()
