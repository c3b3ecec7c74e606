"""Wrong and right answers to the exercises of two_layer_mlp: importing them records them."""

from . import reference as reference  # first: of several right answers, the first stands for the exercise

# isort: split
from . import back_propagation as back_propagation
from . import back_propagation_regularized as back_propagation_regularized
from . import back_propagation_regularized_variants as back_propagation_regularized_variants
from . import back_propagation_variants as back_propagation_variants
from . import compute_cost as compute_cost
from . import compute_cost_regularized as compute_cost_regularized
from . import compute_cost_regularized_variants as compute_cost_regularized_variants
from . import compute_cost_variants as compute_cost_variants
from . import forward_propagation as forward_propagation
from . import forward_propagation_variants as forward_propagation_variants
from . import gradient_descent as gradient_descent
from . import gradient_descent_variants as gradient_descent_variants
from . import initialize_parameters as initialize_parameters
from . import initialize_parameters_uniform as initialize_parameters_uniform
from . import initialize_parameters_uniform_variants as initialize_parameters_uniform_variants
from . import initialize_parameters_variants as initialize_parameters_variants
from . import network_sizes as network_sizes
from . import network_sizes_variants as network_sizes_variants
from . import neural_network_structure as neural_network_structure
from . import neural_network_structure_variants as neural_network_structure_variants
from . import numerical_gradient as numerical_gradient
from . import numerical_gradient_variants as numerical_gradient_variants
from . import predict as predict
from . import predict_digits as predict_digits
from . import predict_digits_variants as predict_digits_variants
from . import predict_variants as predict_variants
from . import sigmoid as sigmoid
from . import sigmoid_variants as sigmoid_variants
from . import train_loop as train_loop
from . import train_loop_variants as train_loop_variants
from . import update_parameters as update_parameters
from . import update_parameters_variants as update_parameters_variants
