"""What can be wrong with a quantity that a person typed; all numbers in base units."""


class QuantityError(ValueError):
    """A quantity that cannot be ordered."""


class NotANumber(QuantityError):
    """The text is no number, or its unit is not one of the product's."""


class NegativeQuantity(QuantityError):
    """Less than nothing was asked for."""


class NotWhole(QuantityError):
    """A fraction of a base unit: half a piece, less than a gram."""


class TooLarge(QuantityError):
    """More than anybody orders: a slip of the finger."""


class BelowLeast(QuantityError):
    """Less than the least that may be ordered."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


class AboveMost(QuantityError):
    """More than may be ordered; ``most`` is 0 when nothing may."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class OffStep(QuantityError):
    """Between two quantities that may be ordered; both are the same where only one may."""

    def __init__(self, lower: int, upper: int) -> None:
        super().__init__(lower, upper)
        self.lower = lower
        self.upper = upper
