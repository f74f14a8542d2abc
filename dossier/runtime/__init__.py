"""Cache, worker processes, staging and progress. None of it affects the output."""
