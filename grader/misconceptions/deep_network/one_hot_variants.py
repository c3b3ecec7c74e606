"""Right answers to `one_hot` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("one_hot")
def loop_over_labels(labels: Any, num_classes: Any = 10) -> Any:
    """One entry after another."""
    Y = np.zeros((num_classes, len(labels)))
    for column, label in enumerate(labels):
        Y[label, column] = 1
    return Y


@accepted("one_hot")
def columns_of_identity(labels: Any, num_classes: Any = 10) -> Any:
    """Columns of the identity matrix."""
    return np.eye(num_classes)[:, labels]


@accepted("one_hot")
def rows_of_identity_turned(labels: Any, num_classes: Any = 10) -> Any:
    """Rows of the identity matrix, transposed."""
    Y = np.eye(num_classes)[labels].T
    return Y


@accepted("one_hot")
def comparison_with_classes(labels: Any, num_classes: Any = 10) -> Any:
    """A comparison of every label with every class; the result holds booleans."""
    return labels == np.arange(num_classes).reshape(-1, 1)


@accepted("one_hot")
def row_by_row(labels: Any, num_classes: Any = 10) -> Any:
    """A comparison for each row."""
    Y = np.zeros((num_classes, len(labels)))
    for k in range(num_classes):
        Y[k] = labels == k
    return Y


@accepted("one_hot")
def rows_of_integers(labels: Any, num_classes: Any = 10) -> Any:
    """A list of lists of whole numbers."""
    return [[1 if label == k else 0 for label in labels] for k in range(num_classes)]


@accepted("one_hot")
def single_precision(labels: Any, num_classes: Any = 10) -> Any:
    """Numbers of 32 bits, set by `put_along_axis`."""
    Y = np.zeros((num_classes, len(labels)), dtype="float32")
    np.put_along_axis(Y, labels[np.newaxis].astype(int), 1, axis=0)
    return Y


@accepted("one_hot")
def flat_places(labels: Any, num_classes: Any = 10) -> Any:
    """Places in the flat array, computed with large integers."""
    Y = np.zeros((num_classes, len(labels)))
    Y.flat[labels.astype(int) * len(labels) + np.arange(len(labels))] = 1
    return Y
