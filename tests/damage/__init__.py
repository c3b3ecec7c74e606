"""What happens to submissions, and where each kind of it is tested.

    kind                                       outcome                 tested in
    truncated, empty, binary, other files      ungradable, told        damage.files, test_notebook
    wrong encodings, a tail, zeros             full marks, told        damage.files, foreign.forms
    deep JSON, too many cells or values        ungradable, told        damage.files, test_notebook
    deep code, giant cells                     others keep theirs      damage.codes
    100 MB of output                           ungradable, not held    test_damage_sizes
    30 MB of output                            full marks              damage.values
    NaN, Infinity, wrong types                 full marks              damage.values, test_notebook
    formats 3.0 to 4.6, 5.0                    full marks, told        damage.values, foreign.forms
    missing or emptied answers                 missing, told           damage.cells, test_grading
    duplicated, split, merged, re-ordered      full marks, told        damage.cells, foreign.forms
    retyped, renamed, of no form               full marks, told        damage.cells, foreign.forms
    stripped or forged metadata                full marks, told        damage.values, foreign.forms
    edited points, edited or deleted tests     full marks, told        damage.values, foreign.forms
    unknown kernels, Colab, VS Code            full marks              damage.values, foreign.forms
    no Python, signs that are no code          that answer errored     damage.codes, test_grading
    links, folders, pipes, unreadable files    graded or told          damage.folders, test_grading_cli
    odd student ids                            graded                  damage.folders, test_batch
    zip slips, bombs, links in zips            put inside or told      test_import_zips, test_import
    ids from file names: `..`, a dash, blanks  a plain folder          test_import_names, test_import

The labs with many exercises: test_damage_long_labs.  By chance: test_fuzz_reader, test_fuzz_slicer,
test_fuzz_codec, fuzz_codec.
"""

from tests.damage.case import Damage
from tests.damage.cells import CELLS
from tests.damage.codes import CODES
from tests.damage.files import FILES
from tests.damage.values import VALUES

DAMAGES: dict[str, Damage] = {**FILES, **VALUES, **CELLS, **CODES}
