"""The use-cases. Each write is one transaction with its journal line."""
