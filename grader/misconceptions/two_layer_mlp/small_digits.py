"""Zeros and ones in the place of those that the notebook loads, so few that training takes no time.

Answers to `network_sizes` read them by the notebook's names; who runs one may give it others, see
`Idea.answers`.
"""

from __future__ import annotations

import numpy as np

from autils.networks import debug_inputs

X_train_binary = (debug_inputs(6, 29) + 1) / 2
y_train_binary = (np.sum(X_train_binary, axis=0, keepdims=True) > 3).astype(int)
X_test_binary = (debug_inputs(6, 17)[::-1] + 1) / 2
y_test_binary = (np.sum(X_test_binary, axis=0, keepdims=True) > 3).astype(int)
