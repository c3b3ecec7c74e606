"""Wrong answers to `one_hot` of deep_network; the right ones stand in `one_hot_variants`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception("one_hot", hint="Two pairs of brackets in a row, as in `Y[...][...]`, write into a copy.")
def writes_nothing(labels: Any, num_classes: Any = 10) -> Any:
    """Every entry is still 0: nothing has been written into `Y` itself."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels][:, np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="Examples are columns in this lab: how many columns does `Y` have to have?")
def one_row_per_label(labels: Any, num_classes: Any = 10) -> Any:
    """The result has one row for each label instead of one column."""
    Y = np.zeros((len(labels), num_classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


@misconception("one_hot", hint="The first index of `Y` chooses the row. Is that the label or its position?")
def swaps_row_and_column(labels: Any, num_classes: Any = 10) -> Any:
    """The position of the label is used as the row, and the label as the column."""
    Y = np.zeros((num_classes, len(labels)))
    Y[np.arange(len(labels)), labels] = 1
    return Y


@misconception("one_hot", hint="One index alone takes a whole row; which entry of that row is meant?")
def fills_whole_rows(labels: Any, num_classes: Any = 10) -> Any:
    """The whole row of every label that occurs is set to 1."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels] = 1
    return Y


@misconception(
    "one_hot", hint="A slice `:` as second index takes all columns; each label has one of its own."
)
def fills_whole_columns(labels: Any, num_classes: Any = 10) -> Any:
    """Every column is 1 in all rows."""
    Y = np.zeros((num_classes, len(labels)))
    for i in range(len(labels)):
        Y[:, i] = 1
    return Y


@misconception("one_hot", hint="Label i belongs to column i: does the column change from label to label?")
def all_in_first_column(labels: Any, num_classes: Any = 10) -> Any:
    """All labels are marked in the first column."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels, 0] = 1
    return Y


@misconception("one_hot", hint="The column of a label is its position in the list, not its value.")
def label_as_row_and_column(labels: Any, num_classes: Any = 10) -> Any:
    """The label is used as the row and as the column as well."""
    Y = np.zeros((num_classes, max(len(labels), num_classes)))
    Y[labels, labels] = 1
    return Y[:, : len(labels)]


@misconception("one_hot", hint="The row of a label is its value, not its position in the list.")
def position_as_row_and_column(labels: Any, num_classes: Any = 10) -> Any:
    """The position of the label is used as the column and as the row as well."""
    Y = np.zeros((num_classes, len(labels)))
    for i in range(len(labels)):
        Y[i % num_classes, i] = 1
    return Y


@misconception("one_hot", hint="`num_classes` is given; a data set need not show every class.")
def largest_label_gives_classes(labels: Any, num_classes: Any = 10) -> Any:
    """The number of classes is taken from the largest label in the data."""
    Y = np.zeros((np.max(labels) + 1, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="`num_classes` is given; a class without an example keeps its row.")
def occurring_labels_give_classes(labels: Any, num_classes: Any = 10) -> Any:
    """Only the classes that occur in the data get a row."""
    classes = np.unique(labels)
    Y = np.zeros((len(classes), len(labels)))
    Y[np.searchsorted(classes, labels), np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="Every data set of this lab has ten digits, but what does `num_classes` say?")
def always_ten_classes(labels: Any, num_classes: Any = 10) -> Any:
    """The result has ten rows, whatever `num_classes` says."""
    Y = np.zeros((10, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="Labels start at 0, and so do the rows of an array.")
def counts_labels_from_one(labels: Any, num_classes: Any = 10) -> Any:
    """The row is one less than the label, as if labels began at 1."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels.astype(int) - 1, np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="One-hot means a 1 at the place of the class, whatever the class is called.")
def writes_the_label(labels: Any, num_classes: Any = 10) -> Any:
    """The label itself is written at its place instead of 1."""
    Y = np.zeros((num_classes, len(labels)))
    Y[labels, np.arange(len(labels))] = labels
    return Y


@misconception("one_hot", hint="Which entry of a column is to stand out as 1, and what are the others?")
def zeros_and_ones_swapped(labels: Any, num_classes: Any = 10) -> Any:
    """The place of the label holds 0, and all other places hold 1."""
    Y = np.ones((num_classes, len(labels)))
    Y[labels, np.arange(len(labels))] = 0
    return Y


@misconception("one_hot", hint="At which label does the loop end? The last one counts too.")
def leaves_out_last_label(labels: Any, num_classes: Any = 10) -> Any:
    """The loop ends before the last label."""
    Y = np.zeros((num_classes, len(labels)))
    for i in range(len(labels) - 1):
        Y[labels[i], i] = 1
    return Y


@misconception("one_hot", hint="How many labels are there, and how often does the loop run?")
def one_column_per_class(labels: Any, num_classes: Any = 10) -> Any:
    """The loop runs once for each class instead of once for each label."""
    Y = np.zeros((num_classes, len(labels)))
    for i in range(min(num_classes, len(labels))):
        Y[labels[i], i] = 1
    return Y


@misconception("one_hot", hint="A result that is computed from bytes alone wraps around at 256.")
def counts_places_in_bytes(labels: Any, num_classes: Any = 10) -> Any:
    """The place in the flat array is computed from the labels as bytes, which hold no number above 255."""
    Y = np.zeros((num_classes, len(labels)))
    Y.flat[labels * len(labels) + np.arange(len(labels))] = 1
    return Y


@misconception("one_hot", hint="Which rows does a comparison of `labels` with each class number give?")
def later_classes_too(labels: Any, num_classes: Any = 10) -> Any:
    """Every row up to that of the label is 1, as in a bar of that height."""
    return (np.arange(num_classes)[:, np.newaxis] <= labels).astype(float)


@misconception("one_hot", hint="A new array is at hand: `Y`. The labels are still needed afterwards.")
def writes_into_labels(labels: Any, num_classes: Any = 10) -> Any:
    """The labels themselves are changed on the way."""
    Y = np.zeros((num_classes, len(labels)))
    for i in range(len(labels)):
        Y[labels[i], i] = 1
        labels[i] = 1
    return Y
