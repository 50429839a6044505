"""What any Django site could use: request limits, their counts, and middleware."""
