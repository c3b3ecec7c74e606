"""`make bench`: every benchmark, one after the other."""

from benchmarks import deep_network, grading, labs

grading.main()
labs.main()
deep_network.main()
