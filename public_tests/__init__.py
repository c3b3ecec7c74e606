"""Tests that a student runs in the notebook and the grader runs from outside.

Each lab has a module of its own; import its tests from there:
`from public_tests.binary_digits import test_c1, test_c2, test_c3`.
"""
