"""What the notebook of two_layer_mlp must hold."""

from tests.lab_facts.facts import LabFacts

_EXERCISES = (
    "neural_network_structure",
    "initialize_parameters",
    "sigmoid",
    "forward_propagation",
    "compute_cost",
    "back_propagation",
    "update_parameters",
    "train_loop",
    "predict",
    "network_sizes",
    "initialize_parameters_uniform",
    "compute_cost_regularized",
    "back_propagation_regularized",
    "numerical_gradient",
    "gradient_descent",
    "predict_digits",
)
_VALUES = {"network_sizes": "results, models"}  # what such an exercise leaves behind, in place of a function

TWO_LAYER_MLP = LabFacts(
    name="two_layer_mlp",
    default_digits=None,
    tests={name: f"test_{name}({_VALUES.get(name, name)})" for name in _EXERCISES},
    first_lines={
        name: [f"# UNQ_C{number}", f"# GRADED {'CELL' if name in _VALUES else 'FUNCTION'}: {name}"]
        for number, name in enumerate(_EXERCISES, start=1)
    },
    hints=dict.fromkeys(_EXERCISES, 3),
    outline=[
        "How this lab works",
        "Examples are columns here",
        "0 - Packages",
        "The digits",
        "Part A - Zeros against ones",
        "A1 - Structure of the network",
        "Exercise 1",
        "A2 - Random initialisation",
        "Exercise 2",
        "A2.1 - Units that start equal",
        "A3 - Sigmoid and derivative",
        "Exercise 3",
        "A3.1 - What the factor is good for",
        "A4 - Forward propagation",
        "Exercise 4",
        "A5 - Cost",
        "Exercise 5",
        "A6 - Back-propagation",
        "Exercise 6",
        "A6.1 - A loss that lets go",
        "A7 - Update",
        "Exercise 7",
        "A8 - Training loop",
        "Exercise 8",
        "A8.1 - Real data",
        "A9 - Predictions",
        "Exercise 9",
        "A9.1 - Train properly",
        "A10 - Hyper-parameters",
        "Exercise 10",
        "A10.1 - Size or luck?",
        "A11 - What you have written",
        "Part B - Ten digits",
        "B1 - Why a hidden layer?",
        "B2 - The ten digits",
        "B3 - The model",
        "B4 - Random start",
        "Exercise 11",
        "B5 - Forward propagation and one-hot targets",
        "B6 - Regularised cost",
        "Exercise 12",
        "B7 - Where the gradients come from",
        "B8 - Gradients",
        "Exercise 13",
        "B9 - Gradient check",
        "Exercise 14",
        "B9.1 - How small a step?",
        "B10 - Gradient descent",
        "Exercise 15",
        "B11 - Ten digits, trained",
        "B12 - Prediction",
        "Exercise 16",
        "B13 - Experiments (optional)",
        "B13.1 - Width",
        "B13.2 - Learning rate",
        "B13.3 - What the penalty does",
        "B13.4 - Choose, then report once",
        "B14 - Questions to think about",
        "B15 - Conclusion",
    ],
    fixed={
        "expected-try-structure": ["n_x = 2", "n_h = 10", "n_y = 1"],
        "expected-try-initialize": [
            "[[-0.17633148  1.03386644]\n [-1.45673947 -0.22798339]\n [-0.27156744  0.80169606]\n"
            " [-0.77774057 -0.12192515]\n [-0.62073964  0.02984963]\n [ 0.41211259 -0.77825528]\n"
            " [ 0.8094419   0.63752091]\n [ 0.35531715  0.63700135]\n [-0.48346861 -0.08689651]\n"
            " [-0.66168891 -0.18942548]]",
            "[[ 0.16771312 -0.21872233 -0.12546448 -0.21730309 -0.26727749 -0.21226666\n"
            "  -0.0040049  -0.35332456  0.07412875  0.52487553]]",
        ],
        "expected-try-sigmoid": [
            "[0.00669285 0.02005754 0.0585369  0.1588691  0.36457644 0.63542356\n"
            " 0.8411309  0.9414631  0.97994246 0.99330715]",
            "[0.00664806 0.01965523 0.05511033 0.13362971 0.23166046 0.23166046\n"
            " 0.13362971 0.05511033 0.01965523 0.00664806]",
        ],
        "expected-try-forward": [
            "Z1 = -0.19151237249896635",
            "A1 = 0.4688525159515502",
            "Z2 = -0.3118444809339782",
            "A2 = 0.42266909957970195",
        ],
        "expected-try-cost": ["0.5239053069310721"],
        "expected-try-backward": [
            "[[-0.00664941  0.00551946]\n [ 0.00666033 -0.00568816]\n [ 0.00529232 -0.00427319]\n"
            " [ 0.01028577 -0.00799248]\n [ 0.01305662 -0.0099341 ]\n [ 0.008174   -0.0066037 ]\n"
            " [ 0.00021912 -0.00017832]\n [ 0.02062341 -0.01630933]\n [-0.004029    0.00306173]\n"
            " [-0.02714012  0.02102039]]",
            "[[ 4.00223279e-04]\n [-2.71719312e-03]\n [-3.78546949e-04]\n [-1.13124221e-03]\n"
            " [-1.15711387e-03]\n [-9.91044386e-04]\n [-1.93340979e-06]\n [ 8.46922963e-04]\n"
            " [ 1.30854178e-04]\n [ 1.60536914e-03]]",
            "[[ 0.04935606  0.05904166  0.04547199  0.0361181   0.03417343 -0.05364016\n"
            "  -0.01991294  0.00616847  0.02248469  0.02777064]]",
            "[[-0.0032622]]",
        ],
        "expected-compare-the-gradients": [
            "z = 0: squared loss 0.1250, cross-entropy 0.5000",
            "z = 2: squared loss 0.0925, cross-entropy 0.8808",
            "z = 5: squared loss 0.0066, cross-entropy 0.9933",
            "z = 8: squared loss 0.0003, cross-entropy 0.9997",
        ],
        "expected-try-update": [
            "[[-0.17626499  1.03381124]\n [-1.45680607 -0.22792651]\n [-0.27162036  0.80173879]\n"
            " [-0.77784343 -0.12184523]\n [-0.62087021  0.02994897]\n [ 0.41203085 -0.77818925]\n"
            " [ 0.80943971  0.6375227 ]\n [ 0.35511092  0.63716444]\n [-0.48342832 -0.08692713]\n"
            " [-0.66141751 -0.18963568]]",
            "[[-4.00223279e-06]\n [ 2.71719312e-05]\n [ 3.78546949e-06]\n [ 1.13124221e-05]\n"
            " [ 1.15711387e-05]\n [ 9.91044386e-06]\n [ 1.93340979e-08]\n [-8.46922963e-06]\n"
            " [-1.30854178e-06]\n [-1.60536914e-05]]",
            "[[ 0.16721956 -0.21931275 -0.1259192  -0.21766427 -0.26761923 -0.21173026\n"
            "  -0.00380577 -0.35338624  0.07390391  0.52459783]]",
            "[[3.262196e-05]]",
        ],
        "expected-try-train": [
            "Epoch 0: Loss = 0.5413416581298806",
            "Epoch 1: Loss = 0.5411639794561593",
            "Epoch 2: Loss = 0.5409863314471564",
            "Epoch 3: Loss = 0.540808715111546",
            "Epoch 4: Loss = 0.5406311314554088",
            "Epoch 5: Loss = 0.5404535814821864",
            "Epoch 6: Loss = 0.5402760661926396",
            "Epoch 7: Loss = 0.5400985865848044",
            "Epoch 8: Loss = 0.5399211436539499",
            "Epoch 9: Loss = 0.5397437383925353",
        ],
        "expected-load-ten-digits": ["(5000, 400) (5000, 1)", "(400, 4000) (400, 1000)"],
        "about-the-model": ["(25, 401) and (10, 26)", "10,285"],
        "uniform-start": ["0.118818", "0.414039"],
        "expected-try-uniform": [
            "[[-0.15364539  0.40796169 -0.92560832 -0.36600895]",
            "[[-0.64751268  0.8284138  -1.0354419 ]\n [ 0.3734756  -0.1811761   0.12858297]]",
        ],
        "expected-try-regularised-cost": [
            "lambda 0: cost 1.45183973",
            "lambda 1: cost 1.72358355",
            "lambda 4: cost 2.53881501",
        ],
        "expected-cost-at-the-start": ["6.931472"],
        "expected-try-regularised-gradients": [
            "[[-0.10380587 -0.10073784 -0.10516987 -0.07775483]\n"
            " [ 0.08401068  0.07706396  0.08385026  0.06017682]]\n"
            "first row of dW1 = [ 0.01480473  0.00045089 -0.01454893]",
            "[[-0.19994562 -0.17583657 -0.09018215  0.0135397 ]\n"
            " [ 0.16767624  0.07617883 -0.00077178 -0.03038102]]\n"
            "first row of dW1 = [ 0.09895183  0.09138063 -0.00043693]",
            "db2 = [-0.17386817  0.13628319]",
            "db1 = [ 0.03243012  0.01497889 -0.01633465 -0.0336318 ]",
        ],
        "expected-try-numerical": ["3.00000001\n12.00000001\n3.00000001\n1e-08"],
        "expected-run-the-gradient-check": ["lambda 0: about 1e-10", "lambda 1: about 1e-10"],
        "expected-try-descent": [
            "cost 1.72358355",
            "cost 1.57173220",
            "cost 1.49857906",
            "cost 1.45412241",
            "cost 1.42432657",
        ],
        "expected-try-digits": ["[7 7 2 2 2]"],
    },
    promises=35,
    figures=26,
    predictions=0,  # no Keras model
    shared=("A2 = sigmoid(",),
    sites={"numpy.org", "matplotlib.org"},
    regions={
        "forward_propagation": 2,
        "update_parameters": 3,
        "train_loop": 3,
        "compute_cost_regularized": 2,
        "back_propagation_regularized": 2,
        "gradient_descent": 3,
    },
)
