"""The only place where student code runs.

`launch` isolates the warm process while it is small; `zygote` then imports the libraries once and forks a
child per run; `child` runs one submission's statements and answers calls.  `codec` and `channel` carry plain
data, and only plain data, between it and the grader.

`isolation` holds the tiers.  They are made of `view` (what is seen), `namespaces`, `landlock`, `seccomp` with
the numbers of `syscalls`, `limits` and `removal`; `kernel` has the system calls that Python lacks.
"""
