"""Wrong answers to `my_softmax` of multiclass_digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

Array = np.ndarray[Any, Any]


@misconception("my_softmax", hint="What are the exponentials to be divided by, so that their total is 1?")
def forgets_denominator(z: Array) -> Any:
    """The exponentials are returned without being divided by their sum."""
    return np.exp(z)


@misconception("my_softmax", hint="The entries of a softmax depend on each other: what do they share?")
def sigmoid_of_each_entry(z: Array) -> Any:
    """The sigmoid of each entry is returned, which knows nothing of the other entries."""
    return 1 / (1 + np.exp(-z))


@misconception("my_softmax", hint="The formula divides exponentials, not the entries of `z` themselves.")
def forgets_exponential(z: Array) -> Any:
    """The entries of `z` are divided by their own sum, without any exponential."""
    return z / np.sum(z)


@misconception("my_softmax", hint="The denominator adds up exponentials too.")
def divides_by_sum_of_inputs(z: Array) -> Any:
    """The exponentials are divided by the sum of `z` instead of the sum of the exponentials."""
    return np.exp(z) / np.sum(z)


@misconception("my_softmax", hint="Which comes first in the denominator, the exponential or the sum?")
def exponential_of_sum(z: Array) -> Any:
    """The exponentials are divided by the exponential of the sum instead of the sum of the exponentials."""
    return np.exp(z) / np.exp(np.sum(z))


@misconception(
    "my_softmax", hint="Divided by the largest, the largest entry becomes 1. What has to become 1?"
)
def divides_by_largest(z: Array) -> Any:
    """The exponentials are divided by the largest of them instead of their sum."""
    return np.exp(z) / np.max(np.exp(z))


@misconception("my_softmax", hint="A mean is not what the formula has below its line.")
def divides_by_mean(z: Array) -> Any:
    """The exponentials are divided by their mean instead of their sum."""
    return np.exp(z) / np.mean(np.exp(z))


@misconception("my_softmax", hint="Dividing by N makes small numbers, but not a total of 1.")
def divides_by_count(z: Array) -> Any:
    """The exponentials are divided by the number of entries instead of their sum."""
    return np.exp(z) / len(z)


@misconception("my_softmax", hint="The sum of all entries is one number; does yours keep one for each entry?")
def divides_by_itself(z: Array) -> Any:
    """Each exponential is divided by itself, as happens with a sum along the wrong axis."""
    return np.exp(z) / np.sum(np.exp(z.reshape(-1, 1)), axis=1)


@misconception("my_softmax", hint="The probabilities are to add up to 1, not their squares.")
def divides_by_length(z: Array) -> Any:
    """The exponentials are divided by their length as a vector instead of their sum."""
    return np.exp(z) / np.linalg.norm(np.exp(z))


@misconception(
    "my_softmax", hint="Two classes need a 1 in the denominator; here every class has a term already."
)
def adds_one_to_denominator(z: Array) -> Any:
    """The denominator has a 1 added to it, as in the sigmoid."""
    return np.exp(z) / (1 + np.sum(np.exp(z)))


@misconception("my_softmax", hint="Which loop has to be finished before the first division?")
def divides_by_running_sum(z: Array) -> Any:
    """Each entry is divided by the sum so far, before the sum is complete."""
    a = np.zeros(len(z))
    total = 0.0
    for j in range(len(z)):
        total += np.exp(z[j])
        a[j] = np.exp(z[j]) / total
    return a


@misconception("my_softmax", hint="Subtract the maximum above and below the line, or nowhere.")
def subtracts_maximum_above_only(z: Array) -> Any:
    """The maximum is subtracted in the numerator but not in the denominator."""
    return np.exp(z - np.max(z)) / np.sum(np.exp(z))


@misconception("my_softmax", hint="Larger entries of `z` are to get larger probabilities.")
def negative_exponent(z: Array) -> Any:
    """The exponent has the wrong sign, so that the smallest entry gets the largest probability."""
    return np.exp(-z) / np.sum(np.exp(-z))


@misconception("my_softmax", hint="`np.exp` takes e to the power of its argument.")
def powers_of_two(z: Array) -> Any:
    """Powers of 2 are used instead of powers of e."""
    return 2**z / np.sum(2**z)


@misconception("my_softmax", hint="Raising to a power is not the same as e to the power of `z`.")
def squares_for_exponentials(z: Array) -> Any:
    """The squares of the entries are used instead of their exponentials."""
    return z**2 / np.sum(z**2)


@misconception("my_softmax", hint="A probability is never negative; is there a logarithm too many?")
def logarithm_of_softmax(z: Array) -> Any:
    """The logarithm of the probabilities is returned instead of the probabilities."""
    return z - np.log(np.sum(np.exp(z)))


@misconception("my_softmax", hint="Apply the formula to `z` once; its result is `a` already.")
def softmax_twice(z: Array) -> Any:
    """The formula is applied twice, the second time to its own result."""
    a = np.exp(z) / np.sum(np.exp(z))
    return np.exp(a) / np.sum(np.exp(a))


@misconception("my_softmax", hint="Softmax shares the probability; choosing the largest comes afterwards.")
def all_to_the_largest(z: Array) -> Any:
    """The largest entry gets a probability of 1 and all others get 0."""
    a = np.zeros(len(z))
    a[np.argmax(z)] = 1
    return a


@misconception("my_softmax", hint="The probabilities are to add up to 1.")
def percentages(z: Array) -> Any:
    """The probabilities are given in per cent."""
    return 100 * np.exp(z) / np.sum(np.exp(z))


@misconception("my_softmax", hint="Two decimals are for printing alone.")
def rounds_the_result(z: Array) -> Any:
    """The probabilities are rounded to two decimals."""
    return np.round(np.exp(z) / np.sum(np.exp(z)), 2)


@misconception("my_softmax", hint="An array of integers cuts off the decimals of what is stored in it.")
def stores_integers(z: Array) -> Any:
    """The results are stored as integers, so that their decimals are lost."""
    a = np.zeros(len(z), dtype=int)
    for j in range(len(z)):
        a[j] = np.exp(z[j]) / np.sum(np.exp(z))
    return a


@misconception("my_softmax", hint="The sum is one step on the way: every entry is still to be divided by it.")
def returns_denominator(z: Array) -> Any:
    """The sum of the exponentials is returned instead of the probabilities."""
    return np.sum(np.exp(z))


@misconception("my_softmax", hint="Which entry of `a` does the loop write to?")
def keeps_last_entry_only(z: Array) -> Any:
    """The loop writes over its own result, so that the last probability alone is returned."""
    a = 0.0
    for j in range(len(z)):
        a = np.exp(z[j]) / np.sum(np.exp(z))
    return a


@misconception("my_softmax", hint="Who needs the probability of one class can read it from the array.")
def returns_total(z: Array) -> Any:
    """The total of the probabilities is returned instead of the probabilities."""
    a = np.exp(z) / np.sum(np.exp(z))
    return np.sum(a)


@misconception("my_softmax", hint="How far is the line with `return` indented?")
def returns_inside_loop(z: Array) -> Any:
    """The function returns inside the loop, after the first entry."""
    a = np.zeros(len(z))
    for j in range(len(z)):
        a[j] = np.exp(z[j]) / np.sum(np.exp(z))
        return a
    return a


@misconception("my_softmax", hint="One dimension goes in and one comes out: shape (N,).")
def returns_column(z: Array) -> Any:
    """The result is a matrix with one column instead of a vector."""
    return (np.exp(z) / np.sum(np.exp(z))).reshape(-1, 1)


@misconception("my_softmax", hint="A `z` of one entry still gives an array, of shape (1,).")
def drops_single_axis(z: Array) -> Any:
    """A single class returns a bare number instead of an array of shape (1,)."""
    return np.squeeze(np.exp(z) / np.sum(np.exp(z)))


@misconception("my_softmax", hint="How many entries does `z` have this time?")
def always_four_entries(z: Array) -> Any:
    """The loops run over four entries, however many `z` has."""
    a = np.zeros(len(z))
    total = 0.0
    for k in range(4):
        total += np.exp(z[k])
    for j in range(4):
        a[j] = np.exp(z[j]) / total
    return a


@misconception("my_softmax", hint="`z -= ...` and `z[j] = ...` change the caller's array; use a new name.")
def writes_into_argument(z: Array) -> Any:
    """The argument `z` itself is changed on the way."""
    z -= np.max(z)
    return np.exp(z) / np.sum(np.exp(z))


@misconception("my_softmax", hint="Which comes first, the exponential or the division?")
def divides_inside_exponential(z: Array) -> Any:
    """The entries are divided by their sum before the exponential is taken."""
    return np.exp(z / np.sum(z))


@misconception("my_softmax", hint="In the sum, which index runs, and which stays?")
def same_entry_in_sum(z: Array) -> Any:
    """The sum adds up the exponential of one and the same entry N times."""
    a = np.zeros(len(z))
    for j in range(len(z)):
        total = 0.0
        for _ in range(len(z)):
            total += np.exp(z[j])
        a[j] = np.exp(z[j]) / total
    return a


@misconception("my_softmax", hint="Where is the sum set to 0, and how often?")
def sum_never_reset(z: Array) -> Any:
    """The sum is not set to 0 again before each entry, so that it grows from entry to entry."""
    a = np.zeros(len(z))
    total = 0.0
    for j in range(len(z)):
        for k in range(len(z)):
            total += np.exp(z[k])
        a[j] = np.exp(z[j]) / total
    return a


@misconception("my_softmax", hint="`np.exp` takes e to the power of its argument; which number did you use?")
def powers_of_ten(z: Array) -> Any:
    """Powers of 10 are used instead of powers of e."""
    return 10.0**z / np.sum(10.0**z)


@misconception("my_softmax", hint="Probability j belongs to entry j of `z`, wherever that stands.")
def sorts_entries(z: Array) -> Any:
    """The entries are sorted first, so that the probabilities stand in another order."""
    ordered = np.sort(z)
    return np.exp(ordered) / np.sum(np.exp(ordered))


@misconception("my_softmax", hint="Rounding is for printing alone.")
def rounds_to_four_decimals(z: Array) -> Any:
    """The probabilities are rounded to four decimals."""
    return np.round(np.exp(z) / np.sum(np.exp(z)), 4)


@misconception("my_softmax", hint="Rounding is for printing alone, also to many decimals.")
def rounds_to_six_decimals(z: Array) -> Any:
    """The probabilities are rounded to six decimals."""
    return np.round(np.exp(z) / np.sum(np.exp(z)), 6)


@misconception("my_softmax", hint="One dimension goes in and one comes out: shape (N,), not (1, N).")
def returns_row(z: Array) -> Any:
    """The result is a matrix with one row instead of a vector."""
    return (np.exp(z) / np.sum(np.exp(z))).reshape(1, -1)
