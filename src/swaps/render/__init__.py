"""Rows and records to text: no I/O, and no colour in the data."""
