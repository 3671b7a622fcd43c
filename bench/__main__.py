"""Runs every measurement and prints its figures."""

from __future__ import annotations

from bench.drawing_a_plan import measure_drawing


def main() -> None:
    """Measure all there is to measure."""
    measure_drawing()


if __name__ == "__main__":
    main()
