"""Hidden checks of two_layer_mlp: other sizes, other numbers, compared with the reference."""

from .network_sizes import network_sizes_checks as network_sizes_checks
from .part_a import cost_checks as cost_checks
from .part_a import forward_checks as forward_checks
from .part_a import sigmoid_checks as sigmoid_checks
from .part_a import start_checks as start_checks
from .part_a import structure_checks as structure_checks
from .part_a_training import backward_checks as backward_checks
from .part_a_training import predict_checks as predict_checks
from .part_a_training import training_checks as training_checks
from .part_a_training import update_checks as update_checks
from .part_b import descent_checks as descent_checks
from .part_b import digit_checks as digit_checks
from .part_b import numerical_gradient_checks as numerical_gradient_checks
from .part_b import regularized_cost_checks as regularized_cost_checks
from .part_b import regularized_gradient_checks as regularized_gradient_checks
from .part_b import uniform_checks as uniform_checks
