relook decisions --data tests/cli/data --format jsonl
