"""Exercise 10 of deep_network: the update of all layers, and the training loop.

One iteration of `train` is judged by what the student's own `update_parameters` makes of the right gradients;
what takes several steps needs a right update.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..cases import values_of
from ..checks import Exercise
from ..describe import Plain
from ..expect import CheckFailed, expect_array, expect_function, expect_unchanged, same_values
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries, expect_entry_values, expect_parts
from ..targets import AnswerError, Target
from .costs import test_costs
from .known import LAB
from .model_backward import test_model_backward
from .model_forward import test_model_forward
from .one_hot import test_one_hot
from .parts import expect_kind
from .start_values import test_initialize_parameters
from .training_cases import (
    FIVE_ITERATIONS,
    HELD_OUT,
    MINI_BATCHES,
    ONE_LAYER,
    ONE_STEP,
    ONE_STEP_SIGMOID,
    START,
    START_BACK,
    UPDATE_FIVE,
    UPDATE_ONE,
    UPDATE_THREE,
    UPDATE_TWO,
)

test_training = Exercise(
    "training",
    "Exercise 10: training",
    targets=("update_parameters", "train"),
    misconceptions=KnownMistakes(LAB, "training"),
    uses=(
        test_one_hot,
        test_costs,
        test_initialize_parameters,
        test_model_forward,
        test_model_backward,
    ),
)


@test_training.check(hint="The cell should hold both lines with `def`, and have been run.")
def are_functions(update_parameters: Target, train: Target) -> None:
    """`update_parameters` and `train` are functions."""
    expect_function(update_parameters)
    expect_function(train)


@test_training.check(
    points=1,
    needs=["are_functions"],
    hint="Against the gradient, in steps of the learning rate: in every layer the weights and the biases.",
)
def update_of_two_layers(update_parameters: Target, train: Target) -> None:
    """`update_parameters` takes a step in both layers of a network."""
    _expect_update(update_parameters, UPDATE_TWO)


@test_training.check(
    points=1,
    needs=["are_functions"],
    hint="How many layers are there? `parameters` has two entries for each.",
)
def update_of_any_depth(update_parameters: Target, train: Target) -> None:
    """`update_parameters` takes a step in every layer of one, three or five."""
    for case in (UPDATE_THREE, UPDATE_FIVE, UPDATE_ONE):
        _expect_update(update_parameters, case)


@test_training.check(
    needs=["are_functions"],
    hint="`train` ends early where a region of it is still empty.",
)
def parameters_and_history(update_parameters: Target, train: Target) -> None:
    """`train` returns the parameters and the history, two dictionaries."""
    _trained(train, ONE_STEP)


@test_training.check(
    points=1,
    needs=["parameters_and_history"],
    hint="The cost is that of AL, the outputs for the batch at hand, before the step is taken.",
)
def first_cost(update_parameters: Target, train: Target) -> None:
    """The history of one iteration holds the cost at the start."""
    for case in (ONE_STEP, ONE_STEP_SIGMOID):
        _, history = _trained(train, case)
        call = case.text(train)
        entries = expect_entries(history, ("cost",), f"{call}: the history", verb="is")
        expect_array(entries["cost"], case.expected(1, "cost"), f"{call}: `cost`", verb="is")


@test_training.check(
    points=1,
    needs=["parameters_and_history"],
    hint="Gradients first, then the update: what it returns are the parameters from then on.",
)
def one_step(update_parameters: Target, train: Target) -> None:
    """After one iteration, the parameters have taken one step."""
    parameters, _ = _trained(train, ONE_STEP)
    own = _own_step(update_parameters)
    if own is None or not same_values(parameters, own):
        call = f"{ONE_STEP.text(train)}: the dictionary of parameters"
        expect_entry_values(parameters, ONE_STEP.expected(0), call, verb="is")


@test_training.check(
    points=1,
    needs=["update_of_two_layers", "update_of_any_depth", "first_cost", "one_step"],
    hint="Each iteration goes on from the parameters of the one before.",
)
def several_iterations(update_parameters: Target, train: Target) -> None:
    """After several iterations, costs, accuracies and parameters are right."""
    for case in (FIVE_ITERATIONS, ONE_LAYER):
        _expect_training(train, case)


@test_training.check(
    points=1,
    needs=["update_of_two_layers", "first_cost", "one_step"],
    hint="X_batch and Y_batch change from round to round; X and Y are the whole set.",
)
def mini_batches(update_parameters: Target, train: Target) -> None:
    """With mini-batches, every step is taken with the examples of its own batch."""
    _expect_training(train, MINI_BATCHES)


@test_training.check(
    points=1,
    needs=["update_of_two_layers", "one_step"],
    hint="`-=` writes into an old array, `np.random.seed` into the state that all of NumPy shares.",
)
def no_traces(update_parameters: Target, train: Target) -> None:
    """Arguments and NumPy's global random state stay as they were, and one seed gives one result."""
    call = UPDATE_TWO.text(update_parameters)
    expect_unchanged(UPDATE_TWO.call(update_parameters), list(UPDATE_TWO.arguments), call)
    for case in (MINI_BATCHES, HELD_OUT):  # of two layers, for which the update is right
        call = case.text(train)
        first, second = (train.call(*values_of(case.arguments), seed=1) for _ in range(2))
        expect_unchanged(first, list(case.arguments), call)
        if first.drew:
            raise CheckFailed(
                f"{call} changed NumPy's global random state; expected draws from a generator of its own."
            )
        if not same_values(first.value, second.value):
            raise CheckFailed(
                f"{call}, called twice, returned two results; expected the same for the same seed."
            )


def _expect_update(update_parameters: Target, case: Case) -> None:
    call = case.text(update_parameters)
    expect_entry_values(case.call(update_parameters).value, case.expected(), call)


def _trained(train: Target, case: Case) -> tuple[Mapping[str, Plain], Mapping[str, Plain]]:
    call = case.text(train)
    parameters, history = expect_parts(case.call(train).value, ("parameters", "history"), call)
    for name, part in (("parameters", parameters), ("history", history)):
        expect_kind(part, dict, "a dictionary", f"{call}: `{name}`")
    return parameters, history


def _expect_training(train: Target, case: Case) -> None:
    """Demand the known costs, accuracies and parameters."""
    parameters, history = _trained(train, case)
    call = case.text(train)
    records = [key for key in ("cost", "train_accuracy", "validation_accuracy") if key in case.expected(1)]
    wanted = {key: case.expected(1, key) for key in records}
    expect_entry_values(history, wanted, f"{call}: the history", verb="is")
    expect_entry_values(parameters, case.expected(0), f"{call}: the dictionary of parameters", verb="is")


def _own_step(update_parameters: Target) -> Plain | None:
    """Return what the student's `update_parameters` makes of the start and the right gradients.

    None where other gradients lead to the same: that cannot tell a right step from a wrong one.
    """
    start, gradients = START.expected(), START_BACK.expected()
    rate = values_of(ONE_STEP.arguments)[4]
    others = {key: 2 * value for key, value in gradients.items()}
    try:
        moved, elsewhere = (update_parameters(start, each, rate) for each in (gradients, others))
    except AnswerError as error:
        if error.is_over:
            raise
        return None
    return None if same_values(moved, elsewhere) else moved
