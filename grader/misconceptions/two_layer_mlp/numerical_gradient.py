"""Wrong answers to `numerical_gradient` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

NAME = "numerical_gradient"


@misconception(NAME, hint="A step to one side alone is off by as much as epsilon: where is the other side?")
def upper_side_only(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Each entry is moved up alone, and compared with where it was."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above = theta.copy()
        above[i] += epsilon
        gradient[i] = (f(above) - f(theta)) / epsilon
    return gradient


@misconception(NAME, hint="A step to one side alone is off by as much as epsilon: which side is missing?")
def lower_side_only(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Each entry is moved down alone, and compared with where it was."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        below = theta.copy()
        below[i] -= epsilon
        gradient[i] = (f(theta) - f(below)) / epsilon
    return gradient


@misconception(NAME, hint="From below to above, how far is that in epsilons?")
def divides_by_one_epsilon(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The difference between both sides is divided by epsilon instead of twice epsilon."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / epsilon
    return gradient


@misconception(NAME, hint="Mind the brackets: what stands behind `/ 2 *` is above the line.")
def divides_without_brackets(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The difference is divided by 2 and multiplied by epsilon, for want of brackets."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / 2 * epsilon
    return gradient


@misconception(NAME, hint="A slope is a difference divided by a length.")
def forgets_division(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The difference between both sides is not divided by anything."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = f(above) - f(below)
    return gradient


@misconception(NAME, hint="A rising f has a positive slope: which of the two values comes first?")
def wrong_sign(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The value above is subtracted from the value below."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(below) - f(above)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="The entry is put back before the next one is moved; is it, in your loop?")
def leaves_entries_moved(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """One copy is made before the loop, and entries stay where they were moved to."""
    gradient = np.zeros(theta.shape)
    moved = theta.copy()
    for i in np.ndindex(theta.shape):
        moved[i] = theta[i] + epsilon
        above = f(moved)
        moved[i] = theta[i] - epsilon
        gradient[i] = (above - f(moved)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="Whose array is it that you write into, and who will need it again?")
def moves_theta_itself(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The entries of theta itself are moved, and not put back."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        theta[i] += epsilon
        above = f(theta)
        theta[i] -= 2 * epsilon
        gradient[i] = (above - f(theta)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="`above = theta` makes no copy: what becomes of theta, and of the next entry?")
def copies_one_side_only(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The array above is theta itself, for it was not copied."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        below = theta.copy()
        above = theta
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="The copy is moved back by as much as it was moved: is that below theta yet?")
def moves_down_from_above(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The array below is made from the one above and moved down once, which leads back to theta."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above = theta.copy()
        above[i] += epsilon
        below = above.copy()
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="A gradient has a number for each entry, found by moving that entry alone.")
def moves_all_entries(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """All entries are moved together, so that each slope is the sum of all."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        gradient[i] = (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="The default is for calls without an epsilon; what if one is passed?")
def fixed_epsilon(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The step is 0.0001 whatever epsilon is passed."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += 1e-4
        below[i] -= 1e-4
        gradient[i] = (f(above) - f(below)) / 2e-4
    return gradient


@misconception(
    NAME, hint="Half a step to each side is a central difference too, but which step was asked for?"
)
def half_steps(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Each entry is moved by half of epsilon to either side."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon / 2
        below[i] -= epsilon / 2
        gradient[i] = (f(above) - f(below)) / epsilon
    return gradient


@misconception(NAME, hint="Moving by a part of an entry leaves a 0 where it is; epsilon is the step itself.")
def relative_steps(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Each entry is multiplied by 1 + epsilon and 1 - epsilon instead of moved by epsilon."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] *= 1 + epsilon
        below[i] *= 1 - epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="In a matrix, `i` is a pair of numbers: which entries does the first of them name?")
def rows_only(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The loop runs over the first axis alone, so that the entries of a row are moved together."""
    gradient = np.zeros(theta.shape)
    for i in range(len(theta)):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="The gradient is to have the shape of theta.")
def flat_gradient(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The gradient comes back as a vector, whatever the shape of theta is."""
    slopes = []
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        slopes.append((f(above) - f(below)) / (2 * epsilon))
    return np.array(slopes)


@misconception(
    NAME, hint="Each turn of the loop fills one entry: which name stands on the left of the sign `=`?"
)
def last_slope_for_all(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Each slope is written into the whole gradient, so that the last one fills it."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[...] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@misconception(NAME, hint="The value of f at theta has no part in a central difference.")
def second_difference(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The second derivative is estimated instead of the first."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - 2 * f(theta) + f(below)) / epsilon**2
    return gradient
