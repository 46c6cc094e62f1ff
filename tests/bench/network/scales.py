"""A network of a few farms, with everything that the large one has."""

from bench.network.sizes import Round, Scale

SMALL = Scale(
    known=frozenset({"ferme-des-hirondelles", "gaec-du-pre-joli", "savonnerie-du-lavoir"}),
    farms=3,
    known_products=9,
    products=50,
    pictures=2,
    households=9,
    orders=34,
    lines=(2, 6),
    members={"vallee-claire": 6, "plateau": 5},
    rounds=(
        Round(
            collective="vallee-claire",
            place="halle-aux-grains",
            farms=(0,),
            listings=15,
            orders=3,
            weight=3,
            weeks=2,
        ),
        Round(
            collective="vallee-claire",
            place="cafe-de-la-gare",
            farms=(2,),
            listings=5,
            orders=1,
            weight=1,
            weeks=1,
            is_outpost=True,
        ),
        Round(
            collective="plateau",
            place="salle-des-quatre-vents",
            farms=(0, 1),
            listings=16,
            orders=2,
            weight=2,
            weeks=2,
        ),
    ),
)
