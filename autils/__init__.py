"""What the labs import: digits, activations, figures and diagrams.

Every name in ``__all__`` is loaded on first use, so that ``import autils`` is quick and brings in neither
TensorFlow nor a plotting window. Nothing in this package knows how a lab is marked.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for type checkers and editors, which do not follow __getattr__
    from autils.activations import sigmoid as sigmoid
    from autils.data import data_credit as data_credit
    from autils.data import data_set_name as data_set_name
    from autils.data import idx_folder as idx_folder
    from autils.data import load_data as load_data
    from autils.data import load_mnist as load_mnist
    from autils.data import stratified_split as stratified_split
    from autils.descent import descend as descend
    from autils.diagrams import draw_dense_unit as draw_dense_unit
    from autils.diagrams import draw_network as draw_network
    from autils.diagrams_backward import draw_backward_chain as draw_backward_chain
    from autils.diagrams_broadcast import draw_broadcast as draw_broadcast
    from autils.diagrams_deep import draw_deep_network as draw_deep_network
    from autils.diagrams_deep import draw_forward_backward as draw_forward_backward
    from autils.diagrams_matmul import draw_matmul as draw_matmul
    from autils.diagrams_multiclass import draw_softmax_output as draw_softmax_output
    from autils.diagrams_multiclass import draw_top_seller as draw_top_seller
    from autils.diagrams_products import draw_product_shapes as draw_product_shapes
    from autils.diagrams_shapes import draw_broadcast_table as draw_broadcast_table
    from autils.diagrams_two_layer import draw_layer_step as draw_layer_step
    from autils.diagrams_two_layer import draw_two_layer_network as draw_two_layer_network
    from autils.display import display_digit as display_digit
    from autils.display import display_errors as display_errors
    from autils.figures import plot_confusion_matrix as plot_confusion_matrix
    from autils.figures import plot_curves as plot_curves
    from autils.figures import plot_loss_tf as plot_loss_tf
    from autils.figures_accuracy import plot_sizes as plot_sizes
    from autils.figures_accuracy import plot_two_accuracies as plot_two_accuracies
    from autils.figures_activations import plot_relu_pieces as plot_relu_pieces
    from autils.figures_activations import plot_sigmoid as plot_sigmoid
    from autils.figures_activations import plt_act_trio as plt_act_trio
    from autils.figures_depth import plot_accuracy_bars as plot_accuracy_bars
    from autils.figures_depth import plot_signals as plot_signals
    from autils.figures_derivatives import plot_activations as plot_activations
    from autils.figures_derivatives import plot_softmax_gradient as plot_softmax_gradient
    from autils.figures_digits import plot_digit_grid as plot_digit_grid
    from autils.figures_digits import plot_weights as plot_weights
    from autils.figures_errors import plot_confident_errors as plot_confident_errors
    from autils.figures_errors import plot_errors as plot_errors
    from autils.figures_errors import plot_least_certain as plot_least_certain
    from autils.figures_gradients import plot_loss_gradients as plot_loss_gradients
    from autils.figures_gradients import plot_step_errors as plot_step_errors
    from autils.figures_histograms import plot_confidence as plot_confidence
    from autils.figures_histograms import plot_probability_histogram as plot_probability_histogram
    from autils.figures_learning import mark_level as mark_level
    from autils.figures_learning import plot_learning_curves as plot_learning_curves
    from autils.figures_settings import plot_settings as plot_settings
    from autils.figures_softmax import plot_softmax_steps as plot_softmax_steps
    from autils.figures_training import plot_costs as plot_costs
    from autils.figures_training import plot_unit_spread as plot_unit_spread
    from autils.gradients import check_gradients as check_gradients
    from autils.gradients import numerical_gradient as numerical_gradient
    from autils.layers import dense_layers as dense_layers
    from autils.networks import debug_inputs as debug_inputs
    from autils.networks import debug_parameters as debug_parameters
    from autils.networks import one_hot as one_hot
    from autils.networks import pack_parameters as pack_parameters
    from autils.networks import seed_after as seed_after
    from autils.networks import unpack_parameters as unpack_parameters
    from autils.pictures import digit_from_strokes as digit_from_strokes
    from autils.pictures import shifted as shifted
    from autils.progress import progress_bar as progress_bar
    from autils.quiet import quiet_native_stderr as quiet_native_stderr
    from autils.show import show_figure as show_figure
    from autils.show import show_with_slider as show_with_slider
    from autils.show import widgvis as widgvis
    from autils.style import use_style as use_style
    from autils.widgets import plt_softmax as plt_softmax

# One line per name: the version that students get leaves out the lines of what an exercise asks for.
_MODULE_OF = {
    "check_gradients": "gradients",
    "data_credit": "data",
    "data_set_name": "data",
    "debug_inputs": "networks",
    "debug_parameters": "networks",
    "dense_layers": "layers",
    "descend": "descent",
    "digit_from_strokes": "pictures",
    "display_digit": "display",
    "display_errors": "display",
    "draw_backward_chain": "diagrams_backward",
    "draw_broadcast": "diagrams_broadcast",
    "draw_broadcast_table": "diagrams_shapes",
    "draw_deep_network": "diagrams_deep",
    "draw_dense_unit": "diagrams",
    "draw_forward_backward": "diagrams_deep",
    "draw_layer_step": "diagrams_two_layer",
    "draw_matmul": "diagrams_matmul",
    "draw_network": "diagrams",
    "draw_product_shapes": "diagrams_products",
    "draw_softmax_output": "diagrams_multiclass",
    "draw_top_seller": "diagrams_multiclass",
    "draw_two_layer_network": "diagrams_two_layer",
    "idx_folder": "data",
    "load_data": "data",
    "load_mnist": "data",
    "mark_level": "figures_learning",
    "numerical_gradient": "gradients",
    "one_hot": "networks",
    "pack_parameters": "networks",
    "plot_accuracy_bars": "figures_depth",
    "plot_activations": "figures_derivatives",
    "plot_confidence": "figures_histograms",
    "plot_confident_errors": "figures_errors",
    "plot_confusion_matrix": "figures",
    "plot_costs": "figures_training",
    "plot_curves": "figures",
    "plot_digit_grid": "figures_digits",
    "plot_errors": "figures_errors",
    "plot_learning_curves": "figures_learning",
    "plot_least_certain": "figures_errors",
    "plot_loss_gradients": "figures_gradients",
    "plot_loss_tf": "figures",
    "plot_probability_histogram": "figures_histograms",
    "plot_relu_pieces": "figures_activations",
    "plot_settings": "figures_settings",
    "plot_sigmoid": "figures_activations",
    "plot_signals": "figures_depth",
    "plot_sizes": "figures_accuracy",
    "plot_softmax_gradient": "figures_derivatives",
    "plot_softmax_steps": "figures_softmax",
    "plot_step_errors": "figures_gradients",
    "plot_two_accuracies": "figures_accuracy",
    "plot_unit_spread": "figures_training",
    "plot_weights": "figures_digits",
    "plt_act_trio": "figures_activations",
    "plt_softmax": "widgets",
    "progress_bar": "progress",
    "quiet_native_stderr": "quiet",
    "seed_after": "networks",
    "shifted": "pictures",
    "show_figure": "show",
    "show_with_slider": "show",
    "sigmoid": "activations",
    "stratified_split": "data",
    "unpack_parameters": "networks",
    "use_style": "style",
    "widgvis": "show",
}

__all__ = list(_MODULE_OF)


def __getattr__(name: str) -> object:
    """Load the module that holds ``name`` and keep the name here, so that this happens once."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'autils' has no attribute {name!r}")
    value: object = getattr(import_module(f"autils.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what can be imported from here, loaded or not."""
    return sorted({*globals(), *__all__})
