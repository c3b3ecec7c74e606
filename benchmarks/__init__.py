"""Measurements: ratios and medians taken in one run, on the machine at hand."""
