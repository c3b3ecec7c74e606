"""One row per lab: what its notebook must hold."""

from tests.lab_facts.binary_digits import BINARY_DIGITS
from tests.lab_facts.deep_network import DEEP_NETWORK
from tests.lab_facts.facts import LabFacts
from tests.lab_facts.multiclass_digits import MULTICLASS_DIGITS
from tests.lab_facts.two_layer_mlp import TWO_LAYER_MLP

LABS: tuple[LabFacts, ...] = (BINARY_DIGITS, MULTICLASS_DIGITS, TWO_LAYER_MLP, DEEP_NETWORK)
