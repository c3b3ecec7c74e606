"""What some checks of deep_network demand besides the values: that NumPy has nothing to warn of."""

from __future__ import annotations

from ..expect import CheckFailed, expect_array
from ..known_results import Case
from ..targets import Target


def expect_quiet_result(target: Target, case: Case) -> None:
    """Demand what the reference gives for a case, in shape and values, and no warning on the way."""
    returned, call = case.call(target), case.text(target)
    expect_array(returned.value, case.expected(), call)
    if returned.warned:
        raise CheckFailed(
            f"{call} gave a warning: {returned.warned}; expected none.",
            yours=returned.warned,
            expected="no warning",
            lead=f"{call} gave",
        )
