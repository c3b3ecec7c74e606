"""Attacks that an answer could make on the grader, on the machine and on other students, as data.

`attack` says what an attack is, `families` lists them all, `arena` holds what they are after, `sentry` sees
what they leave running, `unprotected` is a grader without isolation on which they are known to work, and
`table` prints how many of which family held.
"""
