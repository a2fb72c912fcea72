"""Finished appeal letters, one per recipient and language, from one case file."""

__version__ = "0.1.0"
