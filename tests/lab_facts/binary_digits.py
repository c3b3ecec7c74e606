"""What the notebook of binary_digits must hold."""

from tests.lab_facts.facts import LabFacts

BINARY_DIGITS = LabFacts(
    name="binary_digits",
    default_digits=[0, 1],
    tests={"model": "test_c1(model)", "my_dense": "test_c2(my_dense)", "my_dense_v": "test_c3(my_dense_v)"},
    first_lines={
        "model": ["# UNQ_C1", "# GRADED CELL: Sequential model"],
        "my_dense": ["# UNQ_C2", "# GRADED FUNCTION: my_dense"],
        "my_dense_v": ["# UNQ_C3", "# GRADED FUNCTION: my_dense_v"],
    },
    hints={"model": 3, "my_dense": 3, "my_dense_v": 3},
    outline=[
        "How this lab works",
        "1 - Packages",
        "2 - Neural Networks",
        "2.1 Problem statement",
        "2.2 Dataset",
        "2.2.1 View the variables",
        "2.2.2 Check the shapes",
        "2.2.3 Visualise the data",
        "2.3 Model representation",
        "2.4 TensorFlow model",
        "Exercise 1",
        "2.5 NumPy model (forward propagation)",
        "Exercise 2",
        "2.6 Vectorised NumPy model",
        "Exercise 3",
        "2.7 Congratulations",
        "2.8 NumPy broadcasting tutorial (optional)",
        "3 - Going further (optional)",
        "3.1 Moving the threshold",
        "3.2 Counting the errors",
        "3.3 Digits that the network has not seen",
        "3.4 Weights as images",
        "3.5 The least certain digit",
        "3.6 Questions to think about",
    ],
    fixed={
        "expected-print-shapes": ["shape of X: (1000, 400)", "shape of y: (1000, 1)"],
        "expected-model-summary": ["(None, 25)", "10,025", "390", "16", "10,431", "Non-trainable params: 0"],
        "expected-parameters-by-hand": ["10025", "390", "16"],
        "expected-start-weights": ["(400, 25)", "(25,)", "(25, 15)", "(15,)", "(15, 1)", "(1,)"],
        "expected-try-my-dense": ["[0.54735762 0.57932425 0.61063923]"],
        "expected-one-example-vectorised": ["(1, 25)"],
        "expected-try-my-dense-v": [
            "[[0.54735762 0.57932425 0.61063923]\n [0.57199613 0.61301418 0.65248946]\n"
            " [0.5962827  0.64565631 0.6921095 ]\n [0.62010643 0.67699586 0.72908792]]"
        ],
        "expected-predict-all-vectorised": ["(1000, 1)"],
        "expected-column-plus-row": ["[[2 3 4]\n [3 4 5]\n [4 5 6]\n [5 6 7]]"],
    },
    promises=20,
    figures=19,
    predictions=3,  # two single digits, and all digits at once
    shared=("for j in range", "A_out = g"),
)
