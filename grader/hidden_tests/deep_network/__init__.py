"""Hidden checks of deep_network: other sizes, other numbers, compared with the reference."""

from .depth import model_backward_checks as model_backward_checks
from .depth import model_forward_checks as model_forward_checks
from .early import activations_checks as activations_checks
from .early import costs_checks as costs_checks
from .early import one_hot_checks as one_hot_checks
from .early import softmax_checks as softmax_checks
from .layers import layer_backward_checks as layer_backward_checks
from .layers import layer_forward_checks as layer_forward_checks
from .start_values import initialize_parameters_checks as initialize_parameters_checks
from .training import training_checks as training_checks
