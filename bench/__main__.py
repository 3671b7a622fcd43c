"""Runs every measurement and prints its figures."""

from __future__ import annotations

from bench.checking import measure_checking
from bench.drawing_a_plan import measure_drawing
from bench.following_up import measure_following_up
from bench.many_messages import measure_many_messages
from bench.page_weight import measure_page_weight
from bench.saving import measure_saving


def main() -> None:
    """Measure all there is to measure."""
    measure_checking()
    measure_drawing()
    measure_following_up()
    measure_many_messages()
    measure_page_weight()
    measure_saving()


if __name__ == "__main__":
    main()
