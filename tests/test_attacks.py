"""No attack of the suite earns points, tells a secret, harms what is outside or outlives its run.

The fast part runs in the strongest tier that this machine offers; `make attack` runs all of it in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from grader.run import SandboxError
from grader.sandbox import Sandbox
from grader.worker.isolation import TIERS, Tier
from tests.attacks.arena import Arena
from tests.attacks.attack import POINTS, Attack
from tests.attacks.controls import CONTROLS, Control, attack_of, outcome_of
from tests.attacks.families import ATTACKS
from tests.attacks.referee import Referee

STRONGEST = "strongest"
LAST_OF_FAMILY = {attack.family: attack for attack in ATTACKS if attack.fast}
"""The fast part grades a right submission after these, the full run after every attack."""


def _cases() -> Iterator[object]:
    for tier in (STRONGEST, *TIERS[1:]):
        for attack in ATTACKS:
            if tier in (STRONGEST, *attack.tiers):
                marks = [] if tier == STRONGEST and attack.fast else [pytest.mark.slow]
                name = f"{tier}-{attack.family}-{attack.name}".replace(" ", "_")
                yield pytest.param(tier, attack, marks=marks, id=name)


class Referees:
    """One referee at a time, of the tier that is asked for."""

    def __init__(self, arena: Arena) -> None:
        self.strongest: Tier | None = None
        self._arena = arena
        self._tier = ""
        self._referee: Referee | None = None

    def of(self, tier: str) -> Referee:
        """Return the referee of a tier; the test is skipped where there is none, or had been before."""
        if tier == self.strongest:
            pytest.skip(f"{tier} is the strongest tier here, and was tried as such")
        if self._referee is None or self._tier != tier:
            self.close()
            sandbox = Sandbox(next((known for known in get_args(Tier) if known == tier), None))
            try:
                sandbox.start()
            except SandboxError as error:
                pytest.skip(str(error))
            self._tier, self._referee = tier, Referee(sandbox, self._arena)
            if tier == STRONGEST:
                self.strongest = sandbox.tier
        return self._referee

    def close(self) -> None:
        """End the referee, if there is one, and its sandbox."""
        if self._referee is not None:
            self._referee.close()
            self._referee = None


@pytest.fixture(scope="module")
def referees() -> Iterator[Referees]:
    arena = Arena()
    made = Referees(arena)
    yield made
    made.close()
    arena.close()


@pytest.mark.parametrize(("tier", "attack"), [*_cases()])
def test_an_attack_gains_nothing_and_harms_nobody(
    referees: Referees,
    tier: str,
    attack: Attack,
    record_property: Callable[[str, object], None],
    pytestconfig: pytest.Config,
) -> None:
    referee = referees.of(tier)
    in_use = referee.sandbox.tier
    if in_use not in attack.tiers:
        pytest.skip(f"the tier {in_use} promises nothing of this kind")
    record_property("attack", (attack.family, in_use))
    try:
        and_next = pytestconfig.getoption("--slow") or attack is LAST_OF_FAMILY.get(attack.family)
        faults = referee.faults(attack, and_next=and_next)
    except BaseException:
        referees.close()
        raise
    if faults:  # what is spoiled is not to be laid to the next attack
        referees.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "control",
    [pytest.param(c, id=c.attack, marks=[] if c.fast else [pytest.mark.slow]) for c in CONTROLS],
)
def test_an_attack_works_where_nothing_is_isolated(control: Control) -> None:
    """So the suite is known to bite: the same code, made on a grader that runs it in its own process."""
    outcome = outcome_of(attack_of(control))
    assert control.shows(outcome), outcome


@pytest.mark.parametrize(
    "tier", [STRONGEST, *(pytest.param(tier, marks=pytest.mark.slow) for tier in TIERS[1:])]
)
def test_a_right_submission_earns_all_points_in_every_tier(referees: Referees, tier: str) -> None:
    assert set(referees.of(tier).honest_scores.values()) == {POINTS}
