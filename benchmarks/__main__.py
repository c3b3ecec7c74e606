"""`make bench`: every benchmark, one after the other."""

from benchmarks import grading, labs

grading.main()
labs.main()
