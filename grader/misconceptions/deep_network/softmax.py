"""Wrong answers to `softmax` of deep_network; the right ones stand in `softmax_variants`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import sigmoid

_COLUMNS = "Which axis of Z holds the classes? Each column is to be shared out by itself."
_TOTAL = "A sum without `axis` is a single number. How many examples are there?"
_LARGEST = "After the shift, how large is the largest entry of a column at most?"


@misconception("softmax", hint=_COLUMNS)
def shares_out_rows(Z: Any) -> Any:
    """Every row sums to 1 instead of every column."""
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=1, keepdims=True)


@misconception(
    "softmax", hint="Which arguments of `np.sum` decide what is added up, and in which shape it comes?"
)
def sums_of_rows_without_keepdims(Z: Any) -> Any:
    """The sums run along the rows and come back without their axis, so that they fit no column."""
    exponentials = np.exp(Z - np.max(Z, axis=0))
    return exponentials / np.sum(exponentials, axis=1)


@misconception("softmax", hint=_TOTAL)
def shares_out_whole_matrix(Z: Any) -> Any:
    """All entries of the matrix together sum to 1."""
    exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials)


@misconception("softmax", hint=_TOTAL)
def shares_out_whole_matrix_unshifted(Z: Any) -> Any:
    """All entries of the matrix together sum to 1, and the exponentials of large numbers overflow."""
    exponentials = np.exp(Z)
    return exponentials / np.sum(exponentials)


@misconception("softmax", hint="Neither `np.max` nor `np.sum` knows of columns unless it is told. How?")
def takes_matrix_for_one_example(Z: Any) -> Any:
    """Maximum and sum are those of the whole matrix, as if it were one example."""
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials)


@misconception("softmax", hint=_LARGEST)
def subtracts_nothing(Z: Any) -> Any:
    """Nothing is subtracted, so that the exponentials of large numbers overflow."""
    exponentials = np.exp(Z)
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="What is left of a column whose entries all lie far below that maximum?")
def one_maximum_for_all(Z: Any) -> Any:
    """The maximum of the whole matrix is subtracted, so that a column far below it becomes 0 / 0."""
    exponentials = np.exp(Z - np.max(Z))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="Within a column, the same number has to be taken off every entry.")
def subtracts_maxima_of_rows(Z: Any) -> Any:
    """The maximum of each row is subtracted, which changes the entries of a column unequally."""
    exponentials = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint=_LARGEST)
def subtracts_minima(Z: Any) -> Any:
    """The minimum of each column is subtracted, which makes the largest entries even larger."""
    exponentials = np.exp(Z - np.min(Z, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint=_LARGEST)
def subtracts_means(Z: Any) -> Any:
    """The mean of each column is subtracted, which may leave large numbers."""
    exponentials = np.exp(Z - np.mean(Z, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="Large entries may be shifted, but their differences must stay.")
def cuts_off_large_entries(Z: Any) -> Any:
    """Large entries are cut off at a bound, so that they all count alike."""
    exponentials = np.exp(np.clip(Z, -500, 500))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="Give the shifted numbers a name, and use them above and below the line.")
def subtracts_above_the_line_only(Z: Any) -> Any:
    """The maximum is subtracted in the numerator but not in the denominator."""
    return np.exp(Z - np.max(Z, axis=0, keepdims=True)) / np.sum(np.exp(Z), axis=0, keepdims=True)


@misconception("softmax", hint="A total of 1 needs one more step.")
def forgets_denominator(Z: Any) -> Any:
    """The exponentials are returned without being divided by their sum."""
    return np.exp(Z - np.max(Z, axis=0, keepdims=True))


@misconception("softmax", hint="A mean is a sum that has been divided already.")
def divides_by_mean(Z: Any) -> Any:
    """The exponentials are divided by their mean instead of their sum."""
    exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return exponentials / np.mean(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="What is added up, the numbers or their exponentials?")
def divides_by_sum_of_shifted(Z: Any) -> Any:
    """The exponentials are divided by the sum of the shifted numbers."""
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    return np.exp(shifted) / np.sum(shifted, axis=0, keepdims=True)


@misconception("softmax", hint="Where do the exponentials come in?")
def shares_without_exponentials(Z: Any) -> Any:
    """The numbers themselves are divided by their sum, without exponentials."""
    return Z / np.sum(Z, axis=0, keepdims=True)


@misconception("softmax", hint="The sigmoid judges each entry by itself; softmax compares the entries.")
def sigmoid_of_each_entry(Z: Any) -> Any:
    """Each entry goes through the sigmoid by itself."""
    return sigmoid(Z)


@misconception("softmax", hint="Which comes first, the sigmoid or softmax? Is there room for both?")
def shares_out_sigmoids(Z: Any) -> Any:
    """Sigmoids take the place of the exponentials."""
    return sigmoid(Z) / np.sum(sigmoid(Z), axis=0, keepdims=True)


@misconception("softmax", hint="Larger entries are to get larger probabilities.")
def negative_exponent(Z: Any) -> Any:
    """The exponent has the wrong sign, so that the smallest entry gets the largest probability."""
    exponentials = np.exp(np.min(Z, axis=0, keepdims=True) - Z)
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


@misconception("softmax", hint="A probability is never negative; is there a logarithm too many?")
def logarithm_of_softmax(Z: Any) -> Any:
    """The logarithm of the probabilities is returned."""
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=0, keepdims=True))


@misconception("softmax", hint="Softmax shares the probability; choosing the largest comes afterwards.")
def all_to_the_largest(Z: Any) -> Any:
    """The largest entry of a column gets a probability of 1 and all others get 0."""
    return (np.max(Z, axis=0, keepdims=True) == Z).astype(float)


@misconception("softmax", hint="One example per column goes in, and one per column comes out.")
def returns_transposed(Z: Any) -> Any:
    """The result has one row for each example instead of one column."""
    exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return (exponentials / np.sum(exponentials, axis=0, keepdims=True)).T


@misconception("softmax", hint="The sum is one step on the way: every entry is still to be divided by it.")
def returns_sums(Z: Any) -> Any:
    """The sum of each column is returned."""
    return np.sum(np.exp(Z - np.max(Z, axis=0, keepdims=True)), axis=0, keepdims=True)


@misconception("softmax", hint="`Z -= ...` changes the caller's array; use a new name.")
def writes_into_argument(Z: Any) -> Any:
    """The argument `Z` itself is changed on the way."""
    Z -= np.max(Z, axis=0, keepdims=True)
    return np.exp(Z) / np.sum(np.exp(Z), axis=0, keepdims=True)
