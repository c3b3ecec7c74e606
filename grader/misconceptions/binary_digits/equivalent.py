"""Mutants of the reference solutions that mean the same: exercise -> the change -> why nothing is lost."""

EQUIVALENT = {
    "my_dense": {
        "np.dot(w, a_in) -> np.dot(a_in, w)": "the dot product of two vectors does not depend on their order"
    },
}
