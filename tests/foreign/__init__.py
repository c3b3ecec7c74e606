"""Right answers to binary_digits in the forms in which notebooks come back."""

from tests.foreign.base import released_notebook, small_lab, solved_notebook
from tests.foreign.forms import FORMS
from tests.foreign.original import original_style_notebook

__all__ = ["FORMS", "original_style_notebook", "released_notebook", "small_lab", "solved_notebook"]
