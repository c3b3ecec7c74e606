"""The only place where student code runs.

`zygote` imports the libraries once and forks a child per run; `child` runs one submission's statements and
answers calls; `isolation` confines it; `codec` and `channel` carry plain data, and only plain data, between
it and the grader.
"""
