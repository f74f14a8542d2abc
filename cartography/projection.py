"""The Equal Earth projection: areas compare on the map as they do on the globe.

Šavrič, B., Patterson, T. & Jenny, B. (2018). The Equal Earth map projection. International Journal
of Geographical Information Science 33(3), 454-465.
"""

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796

MERIDIAN = 11.5
"""The longitude in the middle: then the map ends in the Bering Strait, and cuts no country in two.
"""

HALF_WIDTH = 2.7066299836
"""From the middle of the map to its edge, for a globe of radius 1."""


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x to the east and y to the south of a point in degrees, for a globe of radius 1."""
    turned = radians((longitude - MERIDIAN + 180) % 360 - 180)
    slant = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = slant * slant
    sixth = square**3
    spread = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) * turned * cos(slant) / (3 * spread)
    y = slant * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, -y
