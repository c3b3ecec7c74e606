"""Scores for other systems: nbgrader's table, Canvas's and Moodle's own files filled in, Gradescope's."""


class ExportError(Exception):
    """An export that cannot be made; the text is one clear sentence that says what to do."""
