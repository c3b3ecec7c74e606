"""Gradescope: a result in its form, the autograder zip, and what that runs there."""
