"""`make bench`: every benchmark, one after the other."""

from benchmarks import deep_network, grading, isolation, labs, two_layer_mlp

grading.main()
isolation.main()
labs.main()
two_layer_mlp.main()
deep_network.main()
