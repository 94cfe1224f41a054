"""What a value of the engine is called, in the reader's language."""

import pytest
from django.utils.translation import override

from ledger import labels
from ledger.forms.calculators import a_state
from ledger.law.recording import EVERYONE
from ledger.wording import say


@pytest.mark.parametrize(
    ("language", "state", "said"),
    [
        ("en", "New York", "In New York, everyone on the call must agree."),
        ("es", "New York", "En Nueva York, todas las personas"),
        ("en", "District of Columbia", "In the District of Columbia, everyone"),
        ("es", "District of Columbia", "En el Distrito de Columbia, todas"),
        ("es", "the District of Columbia", "En el Distrito de Columbia, todas"),
    ],
)
def test_a_sentence_names_a_state_as_its_reader_does(language, state, said):
    with override(language):
        assert say(EVERYONE.filled(state=state)).startswith(said)


@pytest.mark.parametrize(
    ("language", "neighbours"),
    [
        ("en", ["Delaware", "District of Columbia", "Florida"]),
        ("es", ["California", "Carolina del Norte", "Carolina del Sur", "Colorado"]),
        ("es", ["Massachusetts", "Míchigan", "Minnesota"]),  # an accent does not count
        ("es", ["Pensilvania", "Puerto Rico", "Rhode Island"]),
        ("es", ["Wyoming", "Fuerzas Armadas, América"]),  # the forces abroad come last
    ],
)
def test_the_states_come_in_the_order_of_the_language(language, neighbours):
    field = a_state("state")  # made once, shown in any language
    with override(language):
        names = [name for _code, name in labels.states()]
        begins = names.index(neighbours[0])
        assert names[begins : begins + len(neighbours)] == neighbours
        assert [name for _code, name in field.choices][1:] == names
