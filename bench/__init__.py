"""Benchmarks, and the corpus they run on: bench/README.md."""
