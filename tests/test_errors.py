"""Faults: how they read, and that one run gathers all of them."""

import pytest

from dossier.errors import DossierError, Fault, Faults, InputError, ProofError, TemplateError


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        pytest.param(Fault("a.txt", 3, "is wrong"), "a.txt:3: is wrong", id="on a line"),
        pytest.param(Fault("a.txt", 0, "is wrong"), "a.txt: is wrong", id="a whole file"),
        pytest.param(
            Fault("a.txt", 1, "names 'x\n::error::\ty\r##[group]'"),
            "a.txt:1: names 'x⟦U+000A⟧::error::⟦U+0009⟧y⟦U+000D⟧#⟦U+0023⟧[group]'",
            id="words of others",
        ),
        pytest.param(
            Fault("::error::a\n.txt", 1, "is wrong"),
            ":⟦U+003A⟧error::a⟦U+000A⟧.txt:1: is wrong",
            id="a name of others",
        ),
    ],
)
def test_a_fault_reads_as_file_line_sentence(fault: Fault, sentence: str) -> None:
    """A fault is printed as file, line and sentence, and without the line if there is none."""
    assert str(fault) == sentence


def test_an_error_prints_one_line_for_each_fault() -> None:
    """An error's text has a line for each of its faults, in their order."""
    error = InputError(Fault("b.txt", 2, "is blank"), Fault("a.txt", 0, "is late"))
    assert str(error) == "b.txt:2: is blank\na.txt: is late"


@pytest.mark.parametrize("kind", [InputError, TemplateError, ProofError])
def test_every_error_can_be_caught_as_one_family(kind: type[DossierError]) -> None:
    """All that the package raises on purpose is a DossierError with its faults."""
    fault = Fault("a.txt", 1, "is wrong")
    with pytest.raises(DossierError) as caught:
        raise kind(fault)
    assert caught.value.faults == (fault,)


def _refuse(*lines: int) -> None:
    raise InputError(*(Fault("a.txt", line, "is wrong") for line in lines))


def test_faults_of_many_attempts_are_raised_at_once_in_order() -> None:
    """Every fault is raised once, sorted by file and line, whatever order it was found in."""
    faults = Faults()
    assert faults.attempt(_refuse, 10, 2) is None
    assert faults.attempt(int, "7") == 7
    assert faults.attempt(_refuse, 2) is None
    with pytest.raises(InputError) as caught:
        faults.raise_any()
    assert [fault.line for fault in caught.value.faults] == [2, 10]


def test_no_fault_raises_nothing() -> None:
    """Where all attempts succeed there is nothing to raise."""
    faults = Faults()
    assert faults.attempt(str.upper, "a") == "A"
    faults.raise_any()


def test_an_attempt_lets_other_exceptions_through() -> None:
    """Only faults of the input are gathered; a bug is not kept quiet."""
    with pytest.raises(ZeroDivisionError):
        Faults().attempt(lambda: 1 // 0)
