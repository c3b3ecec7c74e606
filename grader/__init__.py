"""Release, grade and report on the digit labs."""

__version__ = "0.1.0"
