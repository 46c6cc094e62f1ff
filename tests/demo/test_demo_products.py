"""Each product of the demo could have been typed by a farm: units, prices, labels, allergens."""

import re
from collections.abc import Callable
from decimal import Decimal

from collectifs.demo.pictures import ICONS
from shop.catalogue.enums import Allergen, AllergenStatement, Keeping, StockMode
from tests.demo.demo_files import AISLES, FARMS, LABELS, PRODUCTS, several

AISLE_SLUGS = {aisle["slug"] for aisle in AISLES}
ROUGH_SPACE = re.compile(r"\d (kg|g|cL|mL|L|%|€)\b| [:;?!]")
MONTHS = {str(month) for month in range(1, 13)}

Product = dict[str, str]


def offenders(is_right: Callable[[Product], bool]) -> list[str]:
    """Names of the products that break a rule."""
    return [
        f"{product['farm']}: {product['name']}" for product in PRODUCTS if not is_right(product)
    ]


def test_no_name_twice_in_a_farm() -> None:
    names = {(product["farm"], product["name"].casefold()) for product in PRODUCTS}

    assert len(names) == len(PRODUCTS)


def test_seller_aisle_and_icon_exist() -> None:
    def is_right(product: Product) -> bool:
        icon = product["icon"]
        return (
            product["farm"] in FARMS
            and product["aisle"] in AISLE_SLUGS
            and (not icon or (ICONS / f"{icon}.png").is_file())
        )

    assert offenders(is_right) == []


def test_the_unit_fits_the_sale() -> None:
    def is_right(product: Product) -> bool:
        sale, unit = product["sale_mode"], product["base_unit"]
        return (
            sale in {"piece", "weight", "weighed"}
            and unit in ({"g", "ml"} if sale == "weight" else {"piece"})
            and bool(product["estimated_weight_g"]) == (sale == "weighed")
        )

    assert offenders(is_right) == []


def test_only_pieces_state_their_content() -> None:
    def is_right(product: Product) -> bool:
        if not product["net_content"]:
            return not product["net_unit"]
        return product["sale_mode"] == "piece" and product["net_unit"] in {"g", "ml", "piece"}

    assert offenders(is_right) == []


def test_the_words_of_the_unit_are_there() -> None:
    def is_right(product: Product) -> bool:
        words = [product[column] for column in ("unit_label", "noun_one", "noun_many")]
        return all(words) and len(words[0]) <= 60

    assert offenders(is_right) == []


def test_steps_divide_what_can_be_ordered() -> None:
    def is_right(product: Product) -> bool:
        step, least, most = (int(product[column]) for column in ("step", "least", "most"))
        return 0 < least <= most and least % step == most % step == 0

    assert offenders(is_right) == []


def test_the_stock_is_that_of_its_mode() -> None:
    def is_right(product: Product) -> bool:
        mode = StockMode(product["stock_mode"])
        amount = int(product["usual_quota"] or product["stock"] or 0)
        return (
            bool(product["usual_quota"]) == (mode == StockMode.PER_DISTRIBUTION)
            and bool(product["stock"]) == (mode == StockMode.LASTING)
            and amount % int(product["step"]) == 0
        )

    assert offenders(is_right) == []


def test_prices_are_cents_between_one_and_a_hundred_euros() -> None:
    def is_right(product: Product) -> bool:
        price = product["price"]
        return bool(re.fullmatch(r"\d+\.\d\d", price)) and 1 <= Decimal(price) <= 100

    assert offenders(is_right) == []


def test_vat_is_that_of_the_farm_s_regime() -> None:
    def is_right(product: Product) -> bool:
        charges = FARMS[product["farm"]]["vat_regime"] == "real"
        rates = {"5.5", "10", "20"} if charges else {""}
        return product["vat_rate"] in ({"20"} if product["alcohol"] == "1" else rates)

    assert offenders(is_right) == []


def test_labels_are_certified() -> None:
    def is_right(product: Product) -> bool:
        certified = {entry["label"] for entry in FARMS[product["farm"]]["certifications"]}
        return set(several(product["labels"])) <= certified <= LABELS

    assert offenders(is_right) == []


def test_allergens_agree_with_the_statement() -> None:
    def is_right(product: Product) -> bool:
        allergens = several(product["allergens"])
        contains = AllergenStatement(product["allergen_statement"]) == AllergenStatement.CONTAINS
        return set(allergens) <= set(Allergen.values) and bool(allergens) == contains

    assert offenders(is_right) == []


def test_keeping_season_container_and_flags_are_known() -> None:
    def is_right(product: Product) -> bool:
        flags = {product[flag] for flag in ("note_allowed", "withdrawal", "alcohol")}
        return (
            product["keeping"] in Keeping.values
            and set(several(product["season_months"])) <= MONTHS
            and bool(product["container"]) == bool(product["deposit"])
            and flags <= {"0", "1"}
        )

    assert offenders(is_right) == []


def test_what_must_stay_cold_keeps_no_right_of_withdrawal() -> None:
    assert offenders(lambda p: p["keeping"] == "ambient" or p["withdrawal"] == "0") == []


def test_texts_are_set_in_french() -> None:
    def is_right(product: Product) -> bool:
        texts = [product[key] for key in ("name", "unit_label", "description", "ingredients")]
        typed = any("'" in text or ROUGH_SPACE.search(text) for text in texts)
        return not typed and product["description"].endswith((".", "?"))

    assert offenders(is_right) == []
