"""Wrong and right answers to the exercises of deep_network: importing them records them."""

from . import reference as reference  # the first right answers

# isort: split
from . import activations as activations
from . import activations_slopes as activations_slopes
from . import activations_variants as activations_variants
from . import costs as costs
from . import costs_both as costs_both
from . import costs_variants as costs_variants
from . import initialize_parameters as initialize_parameters
from . import initialize_parameters_biases as initialize_parameters_biases
from . import initialize_parameters_variants as initialize_parameters_variants
from . import layer_backward as layer_backward
from . import layer_backward_variants as layer_backward_variants
from . import layer_forward as layer_forward
from . import layer_forward_variants as layer_forward_variants
from . import model_backward as model_backward
from . import model_backward_variants as model_backward_variants
from . import model_forward as model_forward
from . import model_forward_variants as model_forward_variants
from . import one_hot as one_hot
from . import one_hot_variants as one_hot_variants
from . import softmax as softmax
from . import softmax_variants as softmax_variants
from . import train as train
from . import training_variants as training_variants
from . import update_parameters as update_parameters
