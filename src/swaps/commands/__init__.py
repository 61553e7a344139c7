"""The commands, one file each: make the query, run it, render it."""
