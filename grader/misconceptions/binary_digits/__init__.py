"""Wrong and right answers to the exercises of binary_digits: importing them records them."""

from . import model as model
from . import model_variants as model_variants
from . import my_dense as my_dense
from . import my_dense_v as my_dense_v
from . import my_dense_v_variants as my_dense_v_variants
from . import my_dense_variants as my_dense_variants
